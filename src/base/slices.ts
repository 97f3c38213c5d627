/** A long computation that pauses wherever it says `yield`, so that whoever runs it can do something else in between. */
export type Slices<Result> = Generator<undefined, Result, undefined>

/** The result of a computation that is run without a pause. */
export function atOnce<Result>(slices: Slices<Result>): Result {
  for (;;) {
    const step = slices.next()
    if (step.done === true) return step.value
  }
}
