/** Resource Graph: queries over many subscriptions, in pages of their own kind (arm-protocol.md section 6). */
import { graphPath } from '../base/graphPath.ts'
import { isObject, type Json } from '../base/json.ts'
import { type Answer, failed, type Failure, type Reply } from './failure.ts'
import { type Page, type Pages, unreadable } from './paging.ts'

/** A query. Its rows must keep `id` and be sorted by it, or Resource Graph cannot page them. No subscriptions means all that can be seen. */
export interface GraphAsk {
  readonly query: string
  readonly apiVersion: string
  readonly subscriptions?: readonly string[] | undefined
  readonly signal?: AbortSignal | undefined
}

/** All rows and how many there are; `cut` when Azure kept some back. With a failure, the rows before it. */
export type Rows =
  | { readonly ok: true; readonly rows: readonly Json[]; readonly total: number; readonly cut: 'whole' | 'cut' }
  | { readonly ok: false; readonly rows: readonly Json[]; readonly total: number | null; readonly failure: Failure }

type Post = (write: { path: string; apiVersion: string; body: Json; signal?: AbortSignal | undefined }) => Promise<Answer>

const PAGE = 1000
const MOST_PAGES = 2000

/** The pages of a query, each by the token of the one before. */
export async function* graphPagesOf(post: Post, { query, apiVersion, subscriptions, signal }: GraphAsk): Pages {
  const seen = new Set<string>()
  for (let token: string | null = null; ; ) {
    const options: Json = { resultFormat: 'objectArray', $top: PAGE, ...(token === null ? {} : { $skipToken: token }) }
    const body: Json = { query, options, ...(subscriptions === undefined ? {} : { subscriptions }) }
    const answer = await post({ path: graphPath, apiVersion, body, signal })
    if (!answer.ok) return yield answer
    const page = pageIn(answer)
    if (page === null) return yield failed(unreadable(answer))
    yield { ok: true, items: page.rows, total: page.total, cut: page.cut }
    if (page.next === null) return
    if (seen.has(page.next) || seen.size >= MOST_PAGES) return yield failed({ is: 'astray', why: 'endless', at: `${seen.size + 1} pages` })
    seen.add(page.next)
    token = page.next
  }
}

/** All pages as one table. */
export async function rowsOf(pages: AsyncIterable<Page>): Promise<Rows> {
  const rows: Json[] = []
  let total: number | null = null
  let cut: 'whole' | 'cut' = 'whole'
  for await (const page of pages) {
    if (!page.ok) return { ok: false, rows, total, failure: page.failure }
    rows.push(...page.items)
    total = page.total ?? total
    if (page.cut === 'cut') cut = 'cut'
  }
  return { ok: true, rows, total: total ?? rows.length, cut }
}

interface GraphPage { readonly rows: readonly Json[]; readonly total: number | null; readonly next: string | null; readonly cut: 'whole' | 'cut' }

/** `resultTruncated` is text. Truncated without a token means that rows are lost; so does the limit of subscriptions in a tenant. */
function pageIn({ body, headers }: Reply): GraphPage | null {
  if (!isObject(body) || !Array.isArray(body['data'])) return null
  const [token, total] = [body['$skipToken'], body['totalRecords']]
  const next = typeof token === 'string' && token !== '' ? token : null
  const isCut = (next === null && body['resultTruncated'] === 'true') || headers.get('x-ms-tenant-subscription-limit-hit') === 'true'
  return { rows: body['data'] as readonly Json[], total: typeof total === 'number' ? total : null, next, cut: isCut ? 'cut' : 'whole' }
}
