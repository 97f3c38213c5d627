/** The names under which this browser keeps what is no draft and no journal. */
export const kept = {
  settings: 'ringfence.settings',
  /** How long Azure asked to be spared (`arm/waits.ts`). */
  waits: 'ringfence.waits',
} as const
