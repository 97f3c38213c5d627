/** Something that is done after others. */
interface Step {
  readonly key: string
  readonly after: readonly string[]
}

const named = (steps: readonly Step[]): string => steps.map(({ key }) => key).join(', ')

/** One circle among steps that all wait for each other. */
function circle(waiting: readonly Step[]): readonly Step[] {
  const left = new Map(waiting.map((step) => [step.key, step]))
  const path: Step[] = []
  let at = waiting[0]
  while (at !== undefined && !path.includes(at)) {
    path.push(at)
    at = at.after.map((key) => left.get(key)).find((step) => step !== undefined)
  }
  return at === undefined ? path : path.slice(path.indexOf(at))
}

/**
 * The steps in an order in which they can be done: of those that may come next, the one with the smallest `rank`, so that the order of
 * the input does not matter. What `after` names and is not among the steps is done already. Throws for a circle, naming it.
 */
export function inOrder<Some extends Step>(steps: readonly Some[], rank: (step: Some) => string): readonly Some[] {
  const ranked = steps.map((step) => ({ step, rank: rank(step) })).sort((one, other) => (one.rank < other.rank ? -1 : one.rank > other.rank ? 1 : 0))
  const here = new Set(steps.map(({ key }) => key))
  const done = new Set<string>()
  const ordered: Some[] = []
  let waiting = ranked
  while (waiting.length > 0) {
    const next = waiting.find(({ step }) => step.after.every((key) => done.has(key) || !here.has(key)))
    if (next === undefined) throw new Error(`changes wait for each other: ${named(circle(waiting.map(({ step }) => step)))}`)
    done.add(next.step.key)
    ordered.push(next.step)
    waiting = waiting.filter((other) => other !== next)
  }
  return ordered
}
