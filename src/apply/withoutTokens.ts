/** The last net below everything that leaves the page as evidence: what has the look of a token, key or password is not in it, wherever it came from. Pure. */

const LEFT_OUT = '(left out)'

/** What a value looks like that opens something, and what stands in its place. Each holds within one JSON string. */
const looks: readonly (readonly [RegExp, string])[] = [
  // Three parts of base64url, the first of which begins as every JSON header does.
  [/\beyJ[\w-]{6,}\.[\w-]{6,}\.[\w-]*/g, LEFT_OUT],
  [/\b(bearer\s+)[\w.~+/-]{8,}=*/gi, `$1${LEFT_OUT}`],
  // A link signs what it leads to in its query: poll links, shared access signatures.
  [/(\bhttps?:\/\/[^\s"'\\<>?#]+)\?[^\s"'\\<>]*/gi, `$1?${LEFT_OUT}`],
  [/\b((?:account|shared(?:access)?|instrumentation|primary|secondary)key|sharedaccesssignature|sig|pwd|password)=[^\s"'\\;&<>]+/gi, `$1=${LEFT_OUT}`],
  [/("(?:\w*password|connectionstring|instrumentationkey|hockeyapptoken|sharedkey|\w*(?:account|primary|secondary|access)key|(?:client)?secret|(?:access|refresh|id)_?token)"\s*:\s*)"(?:[^"\\]|\\.)*"/gi, `$1"${LEFT_OUT}"`],
]

/** A text, also one of JSON, without what could open something. */
export const withoutTokens = (text: string): string => looks.reduce((rest, [look, instead]) => rest.replace(look, instead), text)
