/** Worlds that show what a rule means, and the one check that all steps hold theirs against. For tests only. */
import { expect, it } from 'vitest'
import type { Estate } from '../estate/estate.ts'
import { ids } from '../estate/fixtures/open.ts'
import type { PlannedRight } from '../estate/rights.ts'
import { type Choices, type StepId, undecided } from './choices.ts'
import type { Place, PlaceData, Rule, Rulebook } from './rule.ts'
import type { UnreadProperty } from './unread.ts'
import { findingText } from './words.ts'

/** An estate as somebody who has answered nothing sees it, or an estate with choices, and the rights that their plan needs. */
export type World = Estate | readonly [Estate, Choices, (readonly PlannedRight[])?]

/** Worlds that break a rule, that keep it, and in which it cannot be judged. An empty `unknown` needs its reason as a comment. */
export interface Examples {
  readonly breaks: readonly World[]
  readonly keeps: readonly World[]
  readonly unknown: readonly World[]
}

const isPair = (world: World): world is Exclude<World, Estate> => Array.isArray(world)

/** The places that a rule gives in a world. */
export const placesIn = (rule: Rule, world: World): readonly Place[] => (isPair(world) ? rule.broken(...world) : rule.broken(world, undecided))

/** Registers two tests per rule: breaking worlds give a place that is judged, keeping worlds none, unknown worlds only unknown ones; and every place has words. */
export function checkExamples<Rules extends Rulebook>(step: StepId, rules: Rules, examples: Readonly<Record<keyof Rules & string, Examples>>): void {
  const table: Readonly<Record<string, Examples>> = examples
  for (const [name, rule] of Object.entries(rules)) {
    const own = table[name]
    it(`${name} (${rule.requirement}) is broken, kept and unknown where it should be`, () => {
      expect(own?.breaks.map((world) => placesIn(rule, world).some(({ verdict }) => verdict === undefined)), 'breaks').toEqual(own?.breaks.map(() => true))
      expect(own?.keeps.map((world) => placesIn(rule, world)), 'keeps').toEqual(own?.keeps.map(() => []))
      expect(own?.unknown.map((world) => verdictsIn(rule, world)), 'unknown').toEqual(own?.unknown.map(() => ['unknown']))
    })
    it(`${name} (${rule.requirement}) has words for every place`, () => {
      const texts = [...(own?.breaks ?? []), ...(own?.unknown ?? [])].flatMap((world) => placesIn(rule, world)).map(({ data = {} }) => ({ text: findingText({ step, rule: name, data }), data }))
      expect(texts.filter(({ text, data }) => text.trim() === '' || wordFaults(text, data).length > 0)).toEqual([])
    })
  }
}

const verdictsIn = (rule: Rule, world: World): readonly string[] => [...new Set(placesIn(rule, world).map(({ verdict }) => verdict ?? 'broken'))]

/** Properties that are named as ARM spells them. */
const inArm: readonly string[] = ['enableNodePublicIp', 'networkRuleBypassOptions', 'remoteAddressSpace', 'vmSize', 'vpnClientProtocols', 'vpnType'] satisfies readonly UnreadProperty[]

/** What of a text nobody outside this code understands, or is not English. An action ends in its verb, and a type may be the value that Azure holds, such as a delegation; neither stands for a name. */
export function wordFaults(text: string, data: PlaceData): readonly string[] {
  const unread = String(data['unread'] ?? '')
  return [
    ...text.matchAll(/\bundefined\b|\bnull\b|\[object|\/subscriptions\/|Microsoft\.\w+\/[\w/]+(?<!\/(?:action|read|write|delete))(?![\w/])|\w+s was not readable/g),
  ].map(([found]) => found).filter((found) => ![data['value'] ?? []].flat().includes(found)).concat(/^[a-z]+[A-Z]\w*$/.test(unread) && !inArm.includes(unread) && text.includes(unread) ? [unread] : [])
}

/** The choices of somebody who has said where new resources go: an existing network, with a new subnet for endpoints. */
export const placed: Choices = {
  ...undecided,
  access: { ...undecided.access, placement: { resourceGroup: ids.networkGroup, namePattern: '{kind}-{name}', tags: {} } },
  addressSpace: { ...undecided.addressSpace, network: { use: 'existing', id: ids.network }, endpointSubnet: { use: 'new', name: 'snet-endpoints', prefix: '10.20.2.0/26' }, computeSubnet: { use: 'existing', id: ids.computeSubnet } },
}
