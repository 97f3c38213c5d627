import type { Json } from '../base/json.ts'
import { newest, newestVersion } from './code/dictionary.ts'
import { write } from './code/write.ts'
import type { Review } from './content.ts'
import { type Chance, encrypt, type Passphrase } from './encrypt.ts'
import { enclose, type Kind, linkText, markOf } from './envelope.ts'
import { limits } from './limits.ts'
import { upright } from './people.ts'
import type { Reply } from './reply.ts'
import { squeeze } from './squeeze.ts'

/** What opens the lock, and the random bytes that it takes. */
export interface Lock extends Passphrase {
  readonly chance: Chance
}

/** A sealed content: the bytes of a file, and the fragment of a link unless that would be too long. */
export interface Sealed {
  readonly bytes: Uint8Array
  /** `#/review/…`; null above `limits.link`. */
  readonly fragment: string | null
}

const squeezed = (content: Json): Uint8Array => squeeze(write(content, newest), newest.sample)

function enclosed(kind: Kind, encryption: 'none' | 'passphrase', body: Uint8Array): Sealed {
  const bytes = enclose(kind, { version: newestVersion, encryption, body })
  const fragment = `#/${kind}/${linkText(bytes)}`
  return { bytes, fragment: fragment.length > limits.link ? null : fragment }
}

async function locked(kind: Kind, content: Json, { chance, ...passphrase }: Lock): Promise<Sealed> {
  return enclosed(kind, 'passphrase', await encrypt(squeezed(content), passphrase, chance, markOf(kind, newestVersion, 'passphrase')))
}

const contentOf = (review: Review): Json => upright(review) as unknown as Json

/** A review sealed into a link or file that everybody who holds it can read. Equal reviews give equal links. */
export const seal = (review: Review): Sealed => enclosed('review', 'none', squeezed(contentOf(review)))

/** A review that opens with a passphrase only. */
export const sealLocked = (review: Review, lock: Lock): Promise<Sealed> => locked('review', contentOf(review), lock)

/** A reviewer's answers sealed into a link or file. */
export const sealReply = (reply: Reply): Sealed => enclosed('reply', 'none', squeezed(reply))

/** Answers that open with a passphrase only. */
export const sealReplyLocked = (reply: Reply, lock: Lock): Promise<Sealed> => locked('reply', reply, lock)
