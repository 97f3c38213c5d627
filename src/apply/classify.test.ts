import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { silentFault } from '../arm/errors.ts'
import { classify, elsewhere, type Met, nextWait, ownTrouble, rows } from './classify.ts'
import { nextAction, whatChanged, whatHappened } from './messages.en.ts'

const catalogue = fileURLToPath(new URL('../../knowledge/faults.md', import.meta.url))

/** Faults that no write of a run meets: reads alone, Resource Graph, sign-in windows, bodies and links, deployments that we do not make. */
const notOfWrites = new Set(['F17', 'F22', 'F59', 'F60', 'F72', 'F79', 'F80', 'F81', 'F82', 'F83', 'F84'])

const met = (is: Met['is'], ...codes: readonly string[]): Met => ({ is, status: null, by: null, ids: { request: null, correlation: null, sent: null }, fault: { ...silentFault, code: codes[0] ?? null, codes } })

describe('the table of failures', () => {
  it('has a row, or a named other place, for every fault of the catalogue that can meet a write', () => {
    const all = [...readFileSync(catalogue, 'utf8').matchAll(/^### (F\d\d) /gm)].map(([, id]) => id ?? '')
    expect(all).toHaveLength(96)
    const covered = new Set([...rows.flatMap(({ faults }) => faults), ...Object.keys(elsewhere), ...notOfWrites])
    expect(all.filter((id) => !covered.has(id))).toEqual([])
    expect([...covered].filter((id) => !all.includes(id))).toEqual([])
  })

  it.each([
    [met('busy', 'AnotherOperationInProgress'), 'wait', 'busy'],
    [met('operation', 'RetryableError', 'ReferencedResourceNotProvisioned'), 'wait', 'busy'],
    [met('ambiguous'), 'reconcile', 'answerLost'],
    [met('unexpected', 'PrincipalNotFound'), 'wait', 'identityUnknown'],
    [met('unexpected', 'InvalidParameter'), 'stop', 'notAccepted'],
    [met('operation', 'PreconditionFailed'), 'refresh', 'changedMeanwhile'],
    [met('stale'), 'refresh', 'changedMeanwhile'],
    [met('denied', 'LinkedAuthorizationFailed'), 'ask', 'linkedRightMissing'],
    [met('operation', 'LinkedAuthorizationFailed'), 'ask', 'linkedRightMissing'],
    [met('conflict', 'NetworkWatcherCountLimitReached'), 'ask', 'quota'],
    [met('signIn', 'ExpiredAuthenticationToken'), 'ask', 'signInNeeded'],
    [met('signIn', 'InvalidAuthenticationTokenTenant'), 'ask', 'otherDirectory'],
    [met('conflict', 'ResourceGroupDeletionTimeout'), 'reconcile', 'conflict'],
    [met('operation', 'SomethingNew'), 'ask', 'operationFailed'],
    [met('unexpected', 'ResourceReadFailed'), 'stop', 'notAccepted'],
  ])('%#: takes it for what it is', (one, action, text) => {
    const row = classify(one)
    expect([row.action, row.text]).toEqual([action, text])
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
    const texts = Object.values(whatHappened).map((text) => text({}))
    expect(texts.filter((text) => /please|secure|validated|rollback|undefined/i.test(text))).toEqual([])
  })
})
