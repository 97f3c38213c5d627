/** Base64url without padding (RFC 4648 section 5), strict: one text for each run of bytes. */

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const NUMBERS: ReadonlyMap<string, number> = new Map(Array.from(LETTERS).map((letter, index) => [letter, index]))

/** The text of bytes. */
export function textOf(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const [one = 0, two = 0, three = 0] = bytes.subarray(at, at + 3)
    const bits = one * 65536 + two * 256 + three
    const four = [bits >> 18, bits >> 12, bits >> 6, bits].map((each) => LETTERS.charAt(each & 63)).join('')
    text += four.slice(0, Math.min(4, bytes.length - at + 1))
  }
  return text
}

/** The bytes of a text; null when it is not the text of any bytes. */
export function bytesOf(text: string): Uint8Array | null {
  const spare = text.length % 4
  if (spare === 1) return null
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let [bits, held, at] = [0, 0, 0]
  for (const letter of text) {
    const number = NUMBERS.get(letter)
    if (number === undefined) return null
    bits = (bits << 6) | number
    held += 6
    if (held < 8) continue
    held -= 8
    bytes[at] = bits >> held
    at += 1
    bits &= (1 << held) - 1
  }
  return bits === 0 ? bytes : null
}
