/** Lists that come in pages (arm-protocol.md section 6). */
import { isObject, type Json } from '../base/json.ts'
import { silentFault } from './errors.ts'
import { type Answer, failed, type Failure, type Reply } from './failure.ts'
import { idsOf } from './headers.ts'

/** One page, or the failure that ended the list. */
export type Page =
  | { readonly ok: true; readonly items: readonly Json[]; readonly total: number | null; readonly cut: 'whole' | 'cut' }
  | { readonly ok: false; readonly failure: Failure }

/** Pages as they come. */
export type Pages = AsyncGenerator<Page, void, void>

/** A whole list, or what came of it before a failure. */
export type Listed =
  | { readonly ok: true; readonly items: readonly Json[] }
  | { readonly ok: false; readonly items: readonly Json[]; readonly failure: Failure }

/** More pages than any list that we ask for can have. */
const MOST_PAGES = 2000

/** The pages behind `first`, each by the link of the one before. An empty page with a link is legal; a link that was seen is an endless list. */
export async function* pagesOf(first: () => Promise<Answer>, follow: (link: string) => Promise<Answer>): Pages {
  const seen = new Set<string>()
  for (let answer = await first(); ; ) {
    if (!answer.ok) return yield answer
    const page = pageIn(answer)
    if (page === null) return yield failed(unreadable(answer))
    yield { ok: true, items: page.items, total: null, cut: 'whole' }
    if (page.next === null) return
    if (seen.has(page.next) || seen.size >= MOST_PAGES) return yield failed({ is: 'astray', why: 'endless', at: `${seen.size + 1} pages` })
    seen.add(page.next)
    answer = await follow(page.next)
  }
}

/** All pages as one list. */
export async function listed(pages: AsyncIterable<Page>): Promise<Listed> {
  const items: Json[] = []
  for await (const page of pages) {
    if (!page.ok) return { ok: false, items, failure: page.failure }
    items.push(...page.items)
  }
  return { ok: true, items }
}

/** A page is an object with `value`; a few types answer with a bare list. */
function pageIn({ body }: Reply): { readonly items: readonly Json[]; readonly next: string | null } | null {
  if (Array.isArray(body)) return { items: body as readonly Json[], next: null }
  if (!isObject(body)) return null
  const [items, next] = [body['value'], body['nextLink']]
  if (!Array.isArray(items)) return null
  return { items: items as readonly Json[], next: typeof next === 'string' && next !== '' ? next : null }
}

/** An answer of success whose body is not what was asked for. */
export const unreadable = ({ status, headers }: Reply): Failure => ({
  is: 'unexpected',
  status,
  fault: silentFault,
  ids: idsOf(headers),
})
