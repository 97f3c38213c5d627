/** An answer as data, before it becomes a web `Response`. */
import type { Json } from '../base/json.ts'

/** An answer: a JSON body, a text body with its content type in `headers`, or none. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: { readonly json: Json } | { readonly text: string } | null
  /** Overrides which headers a script may read; `refused` leaves out the permission to read the answer at all. */
  readonly cors?: 'none' | 'refused'
}

/** No answer: the connection was lost, or the answer may not be read. */
export const lost = 'lost'

/** A JSON answer. */
export const json = (status: number, body: Json, headers: Readonly<Record<string, string>> = {}): Reply => ({ status, headers, body: { json: body } })

/** An answer without a body. */
export const bare = (status: number, headers: Readonly<Record<string, string>> = {}): Reply => ({ status, headers, body: null })

/** A text of another kind, such as a page. */
export const text = (status: number, contentType: string, body: string): Reply => ({ status, headers: { 'content-type': contentType }, body: { text: body } })

/** The same answer with more headers. */
export const withHeaders = (reply: Reply, headers: Readonly<Record<string, string>>): Reply => ({ ...reply, headers: { ...reply.headers, ...headers } })
