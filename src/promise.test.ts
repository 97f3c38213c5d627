/** What was planned is what becomes true, for drawn estates and choices. `SEEDS=n` draws more. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ArmId } from './base/armId.ts'
import type { Change } from './changes/change.ts'
import type { Estate } from './estate/estate.ts'
import { anyEstate } from './estate/fixtures/arbitrary.ts'
import { anEstate } from './estate/estate.ts'
import { open } from './estate/fixtures/open.ts'
import { secured } from './estate/fixtures/secured.ts'
import { endpointsOf, entryOf, placedComputes, publicly } from './estate/questions.ts'
import { reach } from './reach/reach.ts'
import { plan } from './resources/index.ts'
import { anyChoices, halfAnswered } from './steps/arbitraryChoices.ts'
import { type Choices, choicesSchema } from './steps/choices.ts'
import { desiredEstate, findings, propose } from './steps/index.ts'
import { journeys } from './steps/journeys.ts'

const numRuns = Number(process.env['SEEDS'] ?? 20)

const world: fc.Arbitrary<readonly [Estate, Choices]> = anyEstate.chain((estate) => anyChoices(estate).map((choices) => [estate, choices] as const))

const withoutRegistry = (estate: Estate): Estate => ({ ...estate, workspace: { ...estate.workspace, registryId: null } })
const halfway: fc.Arbitrary<readonly [Estate, Choices]> = fc.oneof(anyEstate, anyEstate.map(withoutRegistry))
  .chain((estate) => halfAnswered(estate).map((choices) => [estate, choices] as const))
const isOpen = (exposure: Estate['vaults'][number]['exposure']): boolean => publicly(exposure) === 'open'

/** The services whose public door a picture shuts, each with what admits past it: approved endpoints and admitted subnets. */
function shut(before: Estate, after: Estate): readonly (readonly [string, number])[] {
  const ways = (id: ArmId, subnetIds: readonly ArmId[]): number => endpointsOf(after, id).filter(({ status }) => status === 'approved').length + subnetIds.length
  const guarded = (['storageAccounts', 'vaults', 'registries'] as const).flatMap((list) => after[list].flatMap(({ id, exposure, exceptions }) => {
    const old = entryOf<{ readonly id: ArmId; readonly exposure: typeof exposure }>(before[list], id)
    return old !== undefined && isOpen(old.exposure) && publicly(exposure) === 'closed' ? [[id, ways(id, exceptions.subnetIds)] as const] : []
  }))
  const { id } = after.workspace
  return after.workspace.exposure.publicAccess === 'closed' && before.workspace.exposure.publicAccess !== 'closed' ? [...guarded, [id, ways(id, [])]] : guarded
}

const closes = (change: Change): boolean => change.closes

describe('drawn estates and choices', () => {
  it('are what their schemas say', () => {
    fc.assert(fc.property(world, ([estate, choices]) => {
      expect(anEstate.safeParse(estate).error).toBeUndefined()
      expect(choicesSchema.safeParse(choices).error).toBeUndefined()
      expect(anEstate.safeParse(desiredEstate(estate, choices)).error).toBeUndefined()
    }), { numRuns })
  })
  it('are configured the same when configured twice', () => {
    fc.assert(fc.property(world, ([estate, choices]) => {
      const desired = desiredEstate(estate, choices)
      expect(desiredEstate(desired, choices)).toEqual(desired)
    }), { numRuns })
  })
  it('leave nothing to plan once they are as desired', () => {
    fc.assert(fc.property(world, ([estate, choices]) => {
      const desired = desiredEstate(estate, choices)
      expect(plan(desired, desired)).toEqual([])
      expect(plan(desired, desiredEstate(desired, choices))).toEqual([])
    }), { numRuns })
  })
  it('give the same plan whatever the order of the input', () => {
    fc.assert(fc.property(world, fc.integer(), ([estate, choices], seed) => {
      const shuffled = Object.fromEntries(Object.entries(estate).map(([key, value]) => [key, Array.isArray(value) && seed % 2 === 0 ? [...value].reverse() : value])) as unknown as Estate
      expect(plan(shuffled, desiredEstate(shuffled, choices))).toEqual(plan(estate, desiredEstate(estate, choices)))
    }), { numRuns })
  })
  it('close nothing before what replaces it is done', () => {
    fc.assert(fc.property(world, ([estate, choices]) => {
      const changes = plan(estate, desiredEstate(estate, choices))
      const done = new Set<string>()
      for (const change of changes) {
        for (const key of change.after) expect(done.has(key), `${change.key} after ${key}`).toBe(true)
        done.add(change.key)
      }
      const firstClosing = changes.findIndex(closes)
      const lastEndpoint = changes.findLastIndex(({ phase, type, do: what }) => phase === 'prepare' && what === 'create' && /privateEndpoints/i.test(type))
      expect(lastEndpoint).toBeLessThan(firstClosing >= 0 ? firstClosing : changes.length)
    }), { numRuns })
  })
  it('keep every must that choices can keep', () => {
    fc.assert(fc.property(world, ([estate, choices]) => {
      const broken = findings(desiredEstate(estate, choices), choices).filter(({ level, verdict }) => level === 'must' && verdict === undefined)
      expect(broken.map(({ rule, requirement, at, data }) => ({ rule, requirement, at, data }))).toEqual([])
    }), { numRuns })
  })
})

describe('drawn estates and half-given answers', () => {
  it('are what their schemas say', () => {
    fc.assert(fc.property(halfway, ([estate, choices]) => {
      expect(choicesSchema.safeParse(choices).error).toBeUndefined()
      expect(anEstate.safeParse(desiredEstate(estate, choices)).error).toBeUndefined()
    }), { numRuns })
  })
  it('leave nothing to plan once they are as desired', () => {
    fc.assert(fc.property(halfway, ([estate, choices]) => {
      const desired = desiredEstate(estate, choices)
      const again = desiredEstate(desired, choices)
      expect(again).toEqual(desired)
      expect(plan(desired, again)).toEqual([])
    }), { numRuns })
  })
  it('close no service that has no private way', () => {
    fc.assert(fc.property(halfway, ([estate, choices]) => {
      expect(shut(estate, desiredEstate(estate, choices)).filter(([, ways]) => ways === 0)).toEqual([])
    }), { numRuns })
  })
  it('on the managed path take every compute there by hand before anything closes, and lose no path of theirs for certain: what is not read is unknown', () => {
    fc.assert(fc.property(halfway, ([estate, answers]) => {
      const choices: Choices = { ...answers, access: { ...answers.access, path: 'managedNetwork' } }
      const desired = desiredEstate(estate, choices)
      expect(estate.workspace.managedNetwork !== 'Disabled' || desired.tasks.some(({ task }) => task === 'useManagedNetwork')).toBe(true)
      const own = journeys(desired, choices).filter(({ from }) => from.at === 'azureNetwork')
      expect(own.filter((journey) => reach(desired, journey).outcome === 'fails').map(({ id }) => id)).toEqual([])
      expect(placedComputes(desired).filter(({ kind }) => kind !== 'AKS' && kind !== 'Kubernetes').map(({ id }) => id)).toEqual([])
    }), { numRuns })
  })
})

describe('where no private way can be made', () => {
  const unreadNetwork: Estate = {
    ...secured, networks: [], unread: [...secured.unread, { id: secured.networks[0]?.id ?? secured.workspace.id, type: null, status: 403, code: 'AuthorizationFailed' }],
    endpoints: secured.endpoints.filter(({ targetId }) => targetId !== secured.workspace.vaultId), connections: secured.connections.filter(({ targetId }) => targetId !== secured.workspace.vaultId),
    vaults: secured.vaults.map((vault) => ({ ...vault, exposure: { publicAccess: 'open', defaultAction: 'open' } })),
  }
  const roomless = (choices: Choices): Choices => ({ ...choices, addressSpace: { ...choices.addressSpace, endpointSubnet: 'undecided' } })
  it.each<readonly [string, Estate, (choices: Choices) => Choices]>([
    ['the network could not be read', unreadNetwork, (choices) => ({ ...choices, keyVault: { reach: 'privateEndpoint', publicAccess: 'selectedNetworks' } })],
    ['no range is free for endpoints', open, roomless],
    ['no range is free and a way in is said to be there', open, (choices) => ({ ...roomless(choices), connectivity: { ...choices.connectivity, method: 'alreadyConnected' } })],
    ['nobody decided about the workspace either', open, (choices) => ({ ...roomless(choices), workspace: { ...choices.workspace, reach: 'undecided', publicAccess: 'disable' } })],
  ])('no service closes, and what must be there is told: %s', (_, estate, answer) => {
    const choices = answer(propose(estate).choices)
    const desired = desiredEstate(estate, choices)
    const closed = plan(estate, desired).filter((change) => closes(change) && /\/(vaults|workspaces|registries)$/i.test(change.type))
    expect([shut(estate, desired), closed.map(({ id }) => id)]).toEqual([[], []])
    const musts = findings(desired, choices).filter(({ level, verdict, at }) => level === 'must' && verdict === undefined && at === estate.workspace.vaultId)
    expect(musts.map(({ rule }) => rule)).toContain('vault-has-a-private-path')
  })
})

describe('a workspace without a registry, whose registry nobody decided about', () => {
  const bare = withoutRegistry(open)
  const { choices } = propose(bare)
  const registry = open.registries[0]?.id ?? open.workspace.id
  it.each<readonly [string, Choices['registry']['absent']]>([['made', { use: 'new', name: 'crteam' }], ['attached', { use: 'existing', id: registry }], ['waited for', 'later']])('is the same after a second configuring where one is %s', (_, absent) => {
    const wanted: Choices = { ...choices, outbound: { ...choices.outbound, rules: 'requiredOnly' }, registry: { ...choices.registry, decision: 'undecided', absent } }
    const desired = desiredEstate(bare, wanted)
    expect(plan(desired, desiredEstate(desired, wanted))).toEqual([])
  })
})

describe('the proposal', () => {
  it('of a secured estate plans nothing', () => {
    const { choices } = propose(secured)
    expect(plan(secured, desiredEstate(secured, choices)).map(({ id, do: what, phase }) => ({ id, what, phase }))).toEqual([])
  })
  it('of an open estate leaves only what people have to say', () => {
    const { choices } = propose(open)
    const left = findings(desiredEstate(open, choices), choices).filter(({ level, verdict }) => level === 'must' && verdict === undefined)
    expect(left.map(({ rule }) => rule)).toEqual([])
  })
})
