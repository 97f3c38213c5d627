/** What a reviewer says of a plan, item by item, and how its author reads it. */
import { z } from 'zod'
import { type ArmId, idKey } from '../base/armId.ts'
import { sha256 } from '../base/sha256.ts'
import { stableText } from '../base/stableText.ts'
import { anId } from '../estate/entry.ts'
import { aDigest } from './content.ts'
import { longest } from './limits.ts'

const printOf = (value: unknown): string => sha256(stableText(value)).slice(0, 16)

/** One thing that can be answered. `key` names it across versions of a plan, `print` identifies its content. */
export interface Item {
  readonly is: 'change' | 'finding'
  readonly key: string
  readonly at: ArmId
  readonly print: string
}

/** What an item is made of, as a plan and its validation have it; other properties count as content. */
interface ChangeLike { readonly key: string; readonly id: ArmId }
interface FindingLike { readonly step: string; readonly rule: string; readonly at: ArmId }

/** The items of a plan: its changes in order, then the findings that stay. Waiting for other changes is no content of a change. */
export function itemsOf(plan: readonly ChangeLike[], staying: readonly FindingLike[]): readonly Item[] {
  const counts = new Map<string, number>()
  const changes = plan.map((change): Item => ({ is: 'change', key: change.key, at: change.id, print: printOf({ ...change, after: [] }) }))
  const findings = staying.map((finding): Item => {
    const name = `${finding.step}/${finding.rule}@${finding.at}`
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    return { is: 'finding', key: count === 1 ? name : `${name}#${count}`, at: finding.at, print: printOf(finding) }
  })
  return [...changes, ...findings]
}

/** One answer. A question or a refusal says why. */
export const aResponse = z.strictObject({
  is: z.enum(['change', 'finding']),
  key: z.string().min(1).max(1_200),
  print: z.string().regex(/^[0-9a-f]{16}$/),
  response: z.enum(['accept', 'question', 'refuse']),
  note: z.string().max(longest.note),
}).readonly().refine(({ response, note }) => response === 'accept' || note.trim() !== '', { error: 'a question or a refusal needs a note', path: ['note'] })
export type ReviewResponse = z.infer<typeof aResponse>

/** A reviewer's answers to one plan. `reviewer` is what was typed; nobody has proved it. */
export const replySchema = z.strictObject({
  digest: aDigest,
  workspaceId: anId,
  reviewer: z.string().trim().min(1).max(longest.reviewer),
  repliedAt: z.iso.datetime(),
  note: z.string().max(longest.note),
  responses: z.array(aResponse).max(longest.responses).readonly(),
}).readonly()
export type Reply = z.infer<typeof replySchema>

/** Replies as a draft keeps them. */
export const repliesSchema = z.array(replySchema).max(50).readonly()

/** The plan that a reply is read against: as the reviewer saw it, which is the masked one where the link was masked. */
export interface Reviewed {
  readonly digest: string
  readonly workspaceId: ArmId
  readonly items: readonly Item[]
}

/** An answer beside the item that it is about; `key` is the author's own where a mask gave the reviewer another. */
export interface Answered {
  readonly item: Item
  readonly response: ReviewResponse['response']
  readonly note: string
}

/** What becomes of a reply: refused, or taken over as far as the plan is still the one that was answered. */
export type Merged =
  | { readonly is: 'refused'; readonly because: 'otherWorkspace' | 'otherPlan' }
  | {
    readonly is: 'merged'
    readonly plan: 'same' | 'changed'
    readonly reviewer: string
    readonly repliedAt: string
    readonly note: string
    readonly answered: readonly Answered[]
    /** Answered items whose content is another now; the answer does not hold for it. */
    readonly changed: readonly Answered[]
    /** Keys of answered items that the plan no longer has. */
    readonly gone: readonly string[]
    /** Items without an answer that still holds. */
    readonly open: readonly Item[]
  }

/** Reads a reply against a plan. A reply to another workspace, or to a plan with which this one has nothing in common, is refused. */
export function mergeReply(reply: Reply, reviewed: Reviewed): Merged {
  if (idKey(reply.workspaceId) !== idKey(reviewed.workspaceId)) return { is: 'refused', because: 'otherWorkspace' }
  const items = new Map(reviewed.items.map((item) => [`${item.is} ${idKey(item.key)}`, item]))
  const found = reply.responses.map((response) => ({ response, item: items.get(`${response.is} ${idKey(response.key)}`) }))
  const isSame = reply.digest === reviewed.digest
  const holding = found.flatMap(({ response, item }) => (item !== undefined && item.print === response.print ? [answered(item, response)] : []))
  if (!isSame && holding.length === 0) return { is: 'refused', because: 'otherPlan' }
  const held = new Set(holding.map(({ item }) => item))
  return {
    is: 'merged', plan: isSame ? 'same' : 'changed', reviewer: reply.reviewer, repliedAt: reply.repliedAt, note: reply.note,
    answered: holding,
    changed: found.flatMap(({ response, item }) => (item !== undefined && item.print !== response.print ? [answered(item, response)] : [])),
    gone: found.flatMap(({ response, item }) => (item === undefined ? [response.key] : [])),
    open: reviewed.items.filter((item) => !held.has(item)),
  }
}

const answered = (item: Item, { response, note }: ReviewResponse): Answered => ({ item, response, note })

/** Items of a masked plan with the keys of the author's own: each is found by its original names. What has no partner is left out. */
export function ownItems(masked: readonly Item[], own: readonly Item[], unmask: (text: string) => string): ReadonlyMap<Item, Item> {
  const byKey = new Map(own.map((item) => [`${item.is} ${idKey(item.key)}`, item]))
  return new Map(masked.flatMap((item) => {
    const partner = byKey.get(`${item.is} ${idKey(unmask(item.key))}`)
    return partner === undefined ? [] : [[item, partner] as const]
  }))
}
