/** What the rail says of a run; apart from the words of its page, which are loaded with it. */
export const railWords = { none: 'not started', paused: 'paused', done: 'done', restored: 'restored', some: (done: number, all: number) => `${done} of ${all}`, needsYou: 'needs you' } as const
