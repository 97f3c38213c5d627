/** Replies to a plan in the names of its author, whatever names the reviewer saw. */
import { type ArmId, idKey, parentOf } from '../base/armId.ts'
import { isObject } from '../base/json.ts'
import type { Slices } from '../base/slices.ts'
import type { Change } from '../changes/change.ts'
import { type Item, type Merged, mergeReply, ownItems, type Reply, type ReviewResponse, type Reviewed } from '../review/reply.ts'
import type { Design } from '../review/mask/mask.ts'
import type { View } from './derive.ts'
import { noDigest, reviewedOf, shownTo } from './review.ts'

/** A reply as it was understood: refused, or merged, with the reply that is kept. */
export type Understood =
  | Extract<Merged, { is: 'refused' }>
  | { readonly is: 'merged'; readonly merged: Extract<Merged, { is: 'merged' }>; readonly own: Reply }

const noPrint = '0'.repeat(16)

/** Reads a reply against the plan of a view. Masked names are found again, because the same workspace has the same pseudonyms. */
export function* understood(reply: Reply, view: View, design: Design): Slices<Understood> {
  const own = reviewedOf(view)
  yield
  const names = idKey(reply.workspaceId) === idKey(own.workspaceId) ? 'kept' : 'masked'
  const shown = yield* shownTo({ design, names, madeAt: reply.repliedAt })
  const reviewed = reviewedOf(shown.view)
  const merged = mergeReply(reply, reviewed)
  if (merged.is === 'refused') return merged
  const unmask = shown.masked?.unmask ?? ((text: string) => text)
  const partners = partnersOf({ shown: shown.view, own: view }, { reviewed, own }, unmask)
  const holding = new Map(merged.answered.map(({ item }) => [keyOf(item), partners.get(keyOf(item))]))
  const known = new Map(reviewed.items.map((item) => [keyOf(item), partners.get(keyOf(item))]))
  const responses = reply.responses.map((response): ReviewResponse => {
    const partner = known.get(keyOf(response))
    return { ...response, key: partner?.key ?? unmask(response.key), print: holding.get(keyOf(response))?.print ?? noPrint }
  })
  return { is: 'merged', merged, own: { ...reply, workspaceId: own.workspaceId, digest: merged.plan === 'same' ? own.digest : noDigest, responses } }
}

const keyOf = ({ is, key }: Pick<Item, 'is' | 'key'>): string => `${is} ${idKey(key)}`

interface Views { readonly shown: View; readonly own: View }

/** The author's item of each item that the reviewer saw. Role assignments are named by a digest of ids, so they are found by scope and role where that is plain. */
function partnersOf(views: Views, { reviewed, own }: { readonly reviewed: Reviewed; readonly own: Reviewed }, unmask: (text: string) => string): ReadonlyMap<string, Item> {
  const found = new Map([...ownItems(reviewed.items, own.items, unmask)].map(([item, partner]) => [keyOf(item), partner]))
  const grants = grantsOf(views.own.plan, (text) => text)
  for (const [grant, key] of grantsOf(views.shown.plan, unmask)) {
    const partner = own.items.find((item) => item.is === 'change' && item.key === grants.get(grant))
    if (partner !== undefined) found.set(`change ${idKey(key)}`, partner)
  }
  return found
}

/** Changes that give a role, by scope and role; without those of which there are several. */
function grantsOf(plan: readonly Change[], unmask: (text: string) => string): ReadonlyMap<string, string> {
  const grants = new Map<string, string | null>()
  for (const change of plan) {
    const grant = grantOf(change)
    if (grant === null) continue
    const name = idKey(`${unmask(grant.scope)} ${grant.role}`)
    grants.set(name, grants.has(name) ? null : change.key)
  }
  return new Map([...grants].flatMap(([name, key]) => (key === null ? [] : [[name, key] as const])))
}

function grantOf(change: Change): { readonly scope: ArmId; readonly role: string } | null {
  if (change.do !== 'create' || idKey(change.type) !== 'microsoft.authorization/roleassignments') return null
  const { properties } = change.body
  const role = isObject(properties) ? properties['roleDefinitionId'] : undefined
  return typeof role === 'string' ? { scope: parentOf(change.id), role: role.split('/').at(-1) ?? role } : null
}

/** What one reviewer said of an item. */
export interface Said {
  readonly reviewer: string
  readonly repliedAt: string
  readonly response: ReviewResponse['response']
  readonly note: string
  /** Whether the item is still what was answered. */
  readonly holds: 'yes' | 'changed'
}

/** Replies beside the plan of a view: what was said by item (`is key`), and of each reply what holds. */
export interface Replied {
  readonly byItem: ReadonlyMap<string, readonly Said[]>
  readonly merged: readonly { readonly reply: Reply; readonly merged: Merged }[]
}

/** Replies that were taken over, read against the plan as it is now. */
export function replied(replies: readonly Reply[], view: View): Replied {
  if (replies.length === 0) return { byItem: new Map(), merged: [] }
  const own = reviewedOf(view)
  const byItem = new Map<string, Said[]>()
  const merged = replies.map((reply) => ({ reply, merged: mergeReply(reply, own) }))
  for (const { reply: { reviewer, repliedAt }, merged: result } of merged) {
    if (result.is === 'refused') continue
    for (const [holds, list] of [['yes', result.answered], ['changed', result.changed]] as const) {
      for (const { item, response, note } of list) {
        const name = `${item.is} ${item.key}`
        byItem.set(name, [...(byItem.get(name) ?? []), { reviewer, repliedAt, response, note, holds }])
      }
    }
  }
  return { byItem, merged }
}

/** What the newest reply that still holds says of each item, as a report and the exports show it. */
export function newestAnswers({ byItem }: Replied): ReadonlyMap<string, { readonly response: Said['response']; readonly note: string; readonly reviewer: string }> {
  return new Map([...byItem].flatMap(([name, said]) => {
    const newest = said.filter(({ holds }) => holds === 'yes').toSorted((one, other) => (one.repliedAt < other.repliedAt ? 1 : -1))[0]
    return newest === undefined ? [] : [[name.slice(name.indexOf(' ') + 1), newest] as const]
  }))
}
