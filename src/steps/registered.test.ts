import { describe, expect, it } from 'vitest'
import { childId, idKey } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import { ids, open } from '../estate/fixtures/open.ts'
import { plan } from '../resources/index.ts'
import type { Choices } from './choices.ts'
import { desiredEstate, propose } from './index.ts'
import { reasons } from './reasons.ts'

const compute = childId(ids.subscription, 'providers', 'Microsoft.Compute')
const named = (state: Estate['providers'][number]['state']): Estate => ({ ...open, providers: [...open.providers, { id: compute, namespace: 'Microsoft.Compute', state }] })
const choices = (() => {
  const proposed = propose(open).choices
  return { ...proposed, connectivity: { ...proposed.connectivity, method: 'bastion' as const } }
})()
const changes = (current: Estate) => plan(current, desiredEstate(current, choices))

describe('a provider of what a plan makes', () => {
  it('is registered before what is made, for the reason of the step that makes it', () => {
    const current = named('notRegistered')
    const all = changes(current)
    const register = all.find(({ id }) => idKey(id) === idKey(compute))
    const jumpBox = all.find(({ type, do: what }) => what === 'create' && type === 'Microsoft.Compute/virtualMachines')
    expect(register).toMatchObject({ do: 'action', action: 'register', phase: 'prepare' })
    expect(jumpBox?.after).toContain(register?.key)
    expect(reasons(current, choices).get(idKey(compute))?.step).toBe('connectivity')
  })

  it('is left alone where it is registered, where nobody named it, and where nothing of it is made', () => {
    const registers = (current: Estate, chosen: Choices = choices): boolean => plan(current, desiredEstate(current, chosen)).some(({ do: what }) => what === 'action')
    expect([registers(named('registered')), registers(named('registering')), registers(open), registers(named('notRegistered'), { ...choices, connectivity: { ...choices.connectivity, method: 'alreadyConnected' } })]).toEqual([false, false, false, false])
  })
})
