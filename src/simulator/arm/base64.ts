/** Base64 of texts, in both alphabets. */

const binary = (text: string): string => Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('')

/** Padded, with `+` and `/`. */
export const toBase64 = (text: string): string => btoa(binary(text))

/** Without padding, with `-` and `_`. */
export const toBase64Url = (text: string): string => toBase64(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

/** Bytes as base64url. */
export const bytesToBase64Url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

/** The text in base64 of either alphabet; throws when it is none. */
export function fromBase64Url(text: string): string {
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))
  return new TextDecoder().decode(bytes)
}
