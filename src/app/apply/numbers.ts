/** Numbers of changes as people write them. Pure. */

/** The numbers in a text such as `12, 14-17`; null where it is none, or names a change that is not there. */
export function parsedNumbers(text: string, last: number): readonly number[] | null {
  const found = new Set<number>()
  for (const part of text.split(/[,;\s]+/).filter((one) => one !== '')) {
    const span = /^(\d{1,4})(?:[-–](\d{1,4}))?$/.exec(part)
    if (span === null) return null
    const [from, to] = [Number(span[1]), Number(span[2] ?? span[1])]
    if (from < 1 || to > last || from > to) return null
    for (let number = from; number <= to; number += 1) found.add(number)
  }
  return [...found].sort((one, other) => one - other)
}

/** Numbers as a text, spans together: `12, 14–17`. */
export function numbersText(numbers: readonly number[]): string {
  const spans: [number, number][] = []
  for (const number of [...numbers].sort((one, other) => one - other)) {
    const last = spans.at(-1)
    if (last !== undefined && number === last[1] + 1) last[1] = number
    else spans.push([number, number])
  }
  return spans.map(([from, to]) => (from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from}–${to}`)).join(', ')
}
