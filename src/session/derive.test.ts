import { describe, expect, it } from 'vitest'
import { atOnce } from '../base/slices.ts'
import { open } from '../estate/fixtures/open.ts'
import { secured } from '../estate/fixtures/secured.ts'
import { plan } from '../resources/index.ts'
import { undecided } from '../steps/choices.ts'
import { compare, desiredEstate, findings, propose } from '../steps/index.ts'
import { reasons } from '../steps/reasons.ts'
import { baseOf, viewOf } from './derive.ts'

describe.each([['open', open], ['secured', secured]] as const)('the view of %s', (_, estate) => {
  const base = atOnce(baseOf(estate))
  const { choices } = base.proposal
  const view = atOnce(viewOf(base, choices))
  const desired = desiredEstate(estate, choices)

  it('is what the steps and the plan say, whatever the slices', () => {
    expect([base.assessment, view.validation, view.pairs]).toEqual([findings(estate, undecided), findings(desired, choices), compare(findings(estate, undecided), findings(desired, choices))])
    expect([view.desired, view.plan, view.reasons]).toEqual([desired, plan(estate, desired), reasons(estate, choices)])
  })

  it('is made of the proposal', () => {
    expect(base.proposal).toEqual(propose(estate))
  })
})
