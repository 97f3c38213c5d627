/** A passphrase's lock on sealed content: PBKDF2 with SHA-256, then AES-GCM with 256 bits, by WebCrypto. */

/** OWASP Password Storage Cheat Sheet, PBKDF2-HMAC-SHA256. A new number is a new version of links. */
const ITERATIONS = 600_000
const SALT = 16
const IV = 12

/** Fresh random bytes for one link: salt and initial value, never used twice. */
export interface Chance {
  readonly salt: Uint8Array
  readonly iv: Uint8Array
}

/** How many random bytes of each kind a link with a passphrase needs. */
export const chanceSizes = { salt: SALT, iv: IV } as const

const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(bytes)

/** The same passphrase, however a keyboard spells its letters. */
const spelled = (passphrase: string): Uint8Array<ArrayBuffer> => own(new TextEncoder().encode(passphrase.normalize('NFKC')))

async function keyFor(passphrase: string, salt: Uint8Array, iterations: number): Promise<CryptoKey> {
  const { subtle } = globalThis.crypto
  const material = await subtle.importKey('raw', spelled(passphrase), 'PBKDF2', false, ['deriveKey'])
  return subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt: own(salt), iterations }, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

/** A passphrase as both ends use it. `iterations` is a fact of the format; only tests, which lock and unlock often, name fewer. */
export interface Passphrase {
  readonly passphrase: string
  readonly iterations?: number | undefined
}

/** Salt, initial value and encrypted content in one. `bound` has to be the same when it is opened. Throws for chance of a wrong size. */
export async function encrypt(content: Uint8Array, { passphrase, iterations = ITERATIONS }: Passphrase, { salt, iv }: Chance, bound: Uint8Array): Promise<Uint8Array> {
  if (salt.length !== SALT || iv.length !== IV) throw new Error(`salt and iv have ${salt.length} and ${iv.length} bytes`)
  const key = await keyFor(passphrase, salt, iterations)
  const encrypted = await globalThis.crypto.subtle.encrypt({ name: 'AES-GCM', iv: own(iv), additionalData: own(bound) }, key, own(content))
  return Uint8Array.from([...salt, ...iv, ...new Uint8Array(encrypted)])
}

/** The content, or null for another passphrase or content that is not ours. */
export async function decrypt(bytes: Uint8Array, { passphrase, iterations = ITERATIONS }: Passphrase, bound: Uint8Array): Promise<Uint8Array | null> {
  if (bytes.length < SALT + IV + 16) return null
  try {
    const key = await keyFor(passphrase, bytes.subarray(0, SALT), iterations)
    const iv = own(bytes.subarray(SALT, SALT + IV))
    return new Uint8Array(await globalThis.crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: own(bound) }, key, own(bytes.subarray(SALT + IV))))
  } catch {
    return null
  }
}
