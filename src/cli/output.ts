/** Where the tool writes, and the one way in which it gives up. */

/** Standard output and standard error. */
export interface Output {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

/** Something that the caller can mend: becomes one line and exit code 1. */
export class Refused extends Error {}
