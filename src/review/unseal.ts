import { type z } from 'zod'
import { type Dictionary, dictionaryOf, newestVersion } from './code/dictionary.ts'
import { read } from './code/read.ts'
import { reviewSchema, type Review } from './content.ts'
import { decrypt, type Passphrase } from './encrypt.ts'
import { type Envelope, type EnvelopeFailure, type Kind, markOf, openBytes, openText } from './envelope.ts'
import { limits } from './limits.ts'
import { type Reply, replySchema } from './reply.ts'
import { unsqueeze } from './squeeze.ts'
import { upgraded } from './upgrades.ts'

/** Why a link or file was refused. `locked`: it wants a passphrase; `content`: it arrived whole and holds something that no link of ours does. */
export type LinkFailure =
  | EnvelopeFailure
  | { readonly is: 'newer'; readonly version: number; readonly known: number }
  | { readonly is: 'tooLarge' }
  | { readonly is: 'locked' }
  | { readonly is: 'wrongPassphrase' }
  | { readonly is: 'content' }

/** A content that passed every check, or why it did not. */
export type Opened<Content> = { readonly is: 'open'; readonly content: Content; readonly encryption: Envelope['encryption'] } | LinkFailure

/** What arrived: the text of a link (whole, or from `#/` on, or its payload), or the bytes of a file. */
export type Arrived = string | Uint8Array

const LONGEST_TEXT = Math.ceil((limits.sealed * 4) / 3) + 2_000

function envelopeIn(kind: Kind, arrived: Arrived): Envelope | LinkFailure {
  if (arrived.length > LONGEST_TEXT) return { is: 'tooLarge' }
  if (typeof arrived !== 'string') return openBytes(kind, arrived)
  const text = arrived.trim()
  const mark = `#/${kind}/`
  const start = text.indexOf(mark)
  const before = start < 0 ? 0 : start + mark.length
  const opened = openText(kind, text.slice(before))
  // A person counts the characters of the link, not those of its payload.
  return 'is' in opened && opened.is === 'truncated' ? { ...opened, sent: opened.sent === null ? null : opened.sent + before, arrived: opened.arrived + before } : opened
}

/** What the header says, and the dictionary of its version. */
function headed(kind: Kind, arrived: Arrived): { readonly envelope: Envelope; readonly dictionary: Dictionary } | LinkFailure {
  const envelope = envelopeIn(kind, arrived)
  if ('is' in envelope) return envelope
  const dictionary = dictionaryOf(envelope.version)
  return dictionary === undefined ? { is: 'newer', version: envelope.version, known: newestVersion } : { envelope, dictionary }
}

function unsealed<Content>(kind: Kind, schema: z.ZodType<Content>, arrived: Arrived): Opened<Content> {
  const head = headed(kind, arrived)
  if ('is' in head) return head
  const { envelope, dictionary } = head
  return envelope.encryption === 'none' ? contentOf(schema, envelope, envelope.body, dictionary) : { is: 'locked' }
}

async function unlocked<Content>(kind: Kind, schema: z.ZodType<Content>, arrived: Arrived, passphrase: Passphrase): Promise<Opened<Content>> {
  const head = headed(kind, arrived)
  if ('is' in head) return head
  const { envelope, dictionary } = head
  if (envelope.encryption === 'none') return contentOf(schema, envelope, envelope.body, dictionary)
  const body = await decrypt(envelope.body, passphrase, markOf(kind, envelope.version, envelope.encryption))
  return body === null ? { is: 'wrongPassphrase' } : contentOf(schema, envelope, body, dictionary)
}

function contentOf<Content>(schema: z.ZodType<Content>, { encryption }: Envelope, body: Uint8Array, dictionary: Dictionary): Opened<Content> {
  const bytes = unsqueeze(body, dictionary.sample)
  const value = bytes === null ? undefined : read(bytes, dictionary)
  const checked = schema.safeParse(value === undefined ? value : upgraded(value))
  return checked.success ? { is: 'open', content: checked.data, encryption } : { is: 'content' }
}

/** The review in a link or file; everything that does not fit is refused with its reason. Never throws. */
export const unseal = (arrived: Arrived): Opened<Review> => unsealed('review', reviewSchema, arrived)

/** The review in a link or file that is locked. */
export const unsealLocked = (arrived: Arrived, passphrase: string, iterations?: number): Promise<Opened<Review>> => unlocked('review', reviewSchema, arrived, { passphrase, iterations })

/** The reviewer's answers in a link or file. */
export const unsealReply = (arrived: Arrived): Opened<Reply> => unsealed('reply', replySchema, arrived)

/** The reviewer's answers in a link or file that is locked. */
export const unsealReplyLocked = (arrived: Arrived, passphrase: string): Promise<Opened<Reply>> => unlocked('reply', replySchema, arrived, { passphrase })
