import { describe, expect, it } from 'vitest'
import { idKey } from '../base/armId.ts'
import { digest } from '../changes/digest.ts'
import { plan } from '../resources/index.ts'
import { desiredEstate, findings } from '../steps/index.ts'
import { designs, digestOf, madeAt } from './fixtures/reviews.ts'
import { limits } from './limits.ts'
import { type Design, mask } from './mask/mask.ts'
import { type Item, itemsOf, mergeReply, ownItems, type Reply, type Reviewed, replySchema } from './reply.ts'
import { sealReply } from './seal.ts'
import { unseal, unsealReply } from './unseal.ts'

const reviewed = (design: Design): Reviewed => {
  const desired = desiredEstate(design.estate, design.choices)
  const changes = plan(design.estate, desired)
  return { digest: digest(changes), workspaceId: design.estate.workspace.id, items: itemsOf(changes, findings(desired, design.choices)) }
}

const own = reviewed(designs.lake)
const masked = mask(designs.lake)
const shown = reviewed(masked.design)

const answerTo = ({ is, key, print }: Item, index: number): Reply['responses'][number] =>
  ({ is, key, print, ...(index % 3 === 0 ? { response: 'accept' as const, note: '' } : { response: index % 3 === 1 ? 'question' as const : 'refuse' as const, note: 'Do the nightly exports still read this account?' }) })

const replyTo = (to: Reviewed, items: readonly Item[] = to.items): Reply =>
  ({ digest: to.digest, workspaceId: to.workspaceId, reviewer: 'R. Okafor', repliedAt: madeAt, note: 'In all, yes.', responses: items.map(answerTo) })

const merged = (reply: Reply, to: Reviewed) => {
  const result = mergeReply(reply, to)
  if (result.is === 'refused') throw new Error(result.because)
  return result
}

describe('a reply', () => {
  it('comes back from its link with every answer', () => {
    const reply = replyTo(shown)
    const { bytes, fragment } = sealReply(reply)
    expect(unsealReply(bytes)).toEqual({ is: 'open', content: reply, encryption: 'none' })
    expect(unsealReply(sealReply(replyTo(shown, shown.items.slice(0, 8))).fragment ?? '').is).toBe('open')
    expect(fragment?.length ?? 0).toBeLessThanOrEqual(limits.link)
  })

  it('is no review, and a review is no reply', () => {
    expect(unseal(sealReply(replyTo(shown)).bytes).is).toBe('foreign')
  })

  it('needs a name, and a note for a question or a refusal', () => {
    const [first] = replyTo(shown).responses
    const of = (part: object) => replySchema.safeParse({ ...replyTo(shown), ...part }).success
    expect([of({}), of({ reviewer: '  ' }), of({ responses: [{ ...first, response: 'refuse', note: ' ' }] }), of({ responses: [{ ...first, response: 'accept', note: '' }] }), of({ token: 'x' })]).toEqual([true, false, false, true, false])
  })

  it('stands beside the items of the plan that it answers', () => {
    const result = merged(replyTo(shown), shown)
    expect([result.plan, result.answered.length, result.changed, result.gone, result.open]).toEqual(['same', shown.items.length, [], [], []])
    expect(result.answered[1]).toEqual({ item: shown.items[1], response: 'question', note: 'Do the nightly exports still read this account?' })
    expect(merged(replyTo(shown, shown.items.slice(2)), shown).open).toEqual(shown.items.slice(0, 2))
  })

  it('to another workspace or another plan is refused', () => {
    const other = reviewed(designs.hub)
    expect(mergeReply({ ...replyTo(shown), workspaceId: masked.design.estate.networks[0]?.id ?? own.workspaceId }, shown)).toEqual({ is: 'refused', because: 'otherWorkspace' })
    expect(mergeReply({ ...replyTo(shown), digest: other.digest, responses: replyTo(shown).responses.map((each) => ({ ...each, print: '0'.repeat(16) })) }, shown)).toEqual({ is: 'refused', because: 'otherPlan' })
  })

  it('to a plan that has changed since says which answers hold, which items are different, and which are gone', () => {
    const later = reviewed({ ...designs.lake, choices: { ...designs.lake.choices, keyVault: { reach: 'privateEndpoint', publicAccess: 'disabled' }, connectivity: { ...designs.lake.choices.connectivity, method: 'alreadyConnected' } } })
    const result = merged(replyTo(own), later)
    expect(result.plan).toBe('changed')
    expect(result.changed.map(({ item }) => item.at)).toContain(designs.lake.estate.workspace.vaultId)
    expect(result.gone.some((key) => key.includes('/bastionHosts/'))).toBe(true)
    expect(result.answered.length).toBeGreaterThan(20)
    expect(result.answered.every(({ item }) => later.items.includes(item) && own.items.some(({ key, print }) => key === item.key && print === item.print))).toBe(true)
  })

  it('to a masked plan finds every item of its author', () => {
    const pairs = ownItems(shown.items, own.items, masked.unmask)
    const lost = shown.items.filter((item) => !pairs.has(item))
    // Role assignments are named by a digest of ids, which differ.
    expect(lost.filter(({ key }) => !/roleassignments/i.test(key))).toEqual([])
    expect([...pairs].every(([item, partner]) => idKey(masked.unmask(item.at)) === idKey(partner.at))).toBe(true)
  })

  it('is tied to the digest of exactly the plan that the link shows', () => {
    expect(digestOf(masked.design)).toBe(shown.digest)
  })
})
