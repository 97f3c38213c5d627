/** The name under which a browser keeps waits; apart, since the first load needs no more of them. */
export const waitsKey = 'ringfence.waits'
