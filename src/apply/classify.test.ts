import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { silentFault } from '../arm/errors.ts'
import { classify, type Met, nextWait, ownTrouble, rows, troubleOf } from './classify.ts'
import { nextAction, whatChanged, whatHappened } from './messages.en.ts'

const catalogue = fileURLToPath(new URL('../../knowledge/fault-catalogue.md', import.meta.url))

const met = (is: Met['is'], ...codes: readonly string[]): Met => ({ is, status: null, by: null, ids: { request: null, correlation: null, sent: null }, fault: { ...silentFault, code: codes[0] ?? null, codes } })

describe('the table of failures', () => {
  it('speaks of faults of the catalogue only; docs/faults.md says of every one where it is met', () => {
    const all = new Set([...readFileSync(catalogue, 'utf8').matchAll(/^### (F\d\d) /gm)].map(([, id]) => id))
    expect(rows.flatMap(({ faults }) => faults).filter((id) => !all.has(id))).toEqual([])
  })

  it.each([
    [met('busy', 'AnotherOperationInProgress'), 'ask', 'busy'],
    [met('operation', 'AnotherOperationInProgress'), 'wait', 'busy'],
    [met('operation', 'RetryableError', 'ReferencedResourceNotProvisioned'), 'wait', 'busy'],
    [met('ambiguous'), 'reconcile', 'answerLost'],
    [met('unexpected', 'PrincipalNotFound'), 'wait', 'identityUnknown'],
    [met('unexpected', 'InvalidParameter'), 'stop', 'notAccepted'],
    [met('operation', 'PreconditionFailed'), 'refresh', 'changedMeanwhile'],
    [met('stale'), 'refresh', 'changedMeanwhile'],
    [met('denied', 'LinkedAuthorizationFailed'), 'ask', 'linkedRightMissing'],
    [met('operation', 'LinkedAuthorizationFailed'), 'ask', 'linkedRightMissing'],
    [met('conflict', 'NetworkWatcherCountLimitReached'), 'ask', 'quota'],
    [met('signIn', 'ExpiredAuthenticationToken'), 'ask', 'signInEnded'],
    [met('challenged', 'AuthenticationFailed'), 'ask', 'signInNeeded'],
    [met('signIn', 'temporarily_unavailable'), 'wait', 'signInBusy'],
    [met('ambiguous', 'ResourceReadFailed'), 'reconcile', 'policyUnread'],
    [met('signIn', 'InvalidAuthenticationTokenTenant'), 'ask', 'otherDirectory'],
    [met('conflict', 'ResourceGroupDeletionTimeout'), 'reconcile', 'conflict'],
    [met('operation', 'SomethingNew'), 'ask', 'operationFailed'],
    [met('unexpected', 'ResourceReadFailed'), 'stop', 'notAccepted'],
    [met('unexpected', 'PrivateDnsZoneGroupAlreadyExists'), 'reconcile', 'existsAlready'],
  ])('%#: takes it for what it is', (one, action, text) => {
    const row = classify(one)
    expect([row.action, row.text]).toEqual([action, text])
  })

  it('says that nothing was written where Azure accepted a write and then refused it, and only there', () => {
    const said = (one: Met) => troubleOf(one, classify(one), 'written').wrote
    expect([said(met('operation', 'PreconditionFailed')), said(met('operation', 'Conflict')), said(met('operation', 'SomethingNew'))]).toEqual(['nothing', 'nothing', 'written'])
  })

  it('lets every wait end', () => {
    for (const row of rows) {
      let [before, spent] = [0, 0]
      for (let wait = nextWait(row, before, spent); wait !== null; wait = nextWait(row, before, spent)) [before, spent] = [before + 1, spent + wait]
      expect(spent).toBeLessThanOrEqual(row.limit.within)
    }
  })

  it('has words for everything that it says', () => {
    for (const row of rows) {
      const trouble = ownTrouble(row.text, row.remedy)
      expect(whatHappened[trouble.text](trouble.data)).toMatch(/^[A-Z].*\.$/)
      expect(nextAction[trouble.remedy]).toMatch(/^[A-Z]/)
      expect(whatChanged[trouble.wrote]).toMatch(/\.$/)
    }
    expect(whatHappened.evidenceLost({ missing: ['recordsEqualAddresses', 'zonesLinked'] })).toBe('What replaces the closed door is no longer there: Records equal the endpoint addresses; Zones linked to the networks.')
    const texts = Object.values(whatHappened).map((text) => text({}))
    expect(texts.filter((text) => /please|secure|validated|rollback|undefined/i.test(text))).toEqual([])
  })
})
