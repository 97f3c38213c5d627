/** A whole plan carried out as the page does it: from the forecast to what was read back. */
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { isAsDesired } from '../app/apply/backRows.ts'
import { placeOf } from '../apply/fixtures/runs.ts'
import { open } from '../simulator/scenarios/open.ts'
import type { Going } from './applyState.ts'
import { agreeing, browser, designing, ended, goingOf, readBack, until } from './fixtures/applying.ts'

describe('a plan', () => {
  it('is asked about, stops after prepare as wanted, goes on with a gate before each closing, is read back and put into an evidence file', async () => {
    const place = placeOf(open)
    const kept = browser()
    const one = await designing(place, kept)
    one.actions.preflight()
    await until(one.store, ({ applying }) => applying.preflight !== null && applying.preflight.state !== 'asking')
    const asked = one.store.getState().applying.preflight
    expect([asked?.state, asked?.failure]).toEqual(['done', null])
    expect(new Set(asked?.forecasts.map(({ question }) => question))).toEqual(new Set(['estate', 'rights', 'providers', 'locks', 'addresses', 'denyAssignments', 'names', 'offers', 'quotas', 'validate', 'whatIf']))
    expect(place.writes().filter(({ method }) => method !== 'POST')).toEqual([])

    agreeing(one)
    one.actions.setRunOptions({ stopAfterPrepare: true })
    one.actions.startRun()
    await until(one.store, ended)
    const prepared = goingOf(one)
    expect(prepared?.run?.end).toMatchObject({ is: 'paused', trouble: { text: 'preparedOnly' } })
    one.actions.goOnWithRun()
    await until(one.store, readBack)
    const going = goingOf(one)
    expect([going?.id, going?.before === prepared?.before, await kept.journal.runs('open')]).toEqual([prepared?.id, true, []])
    // The run speaks of all its changes, by the numbers of the reviewed plan.
    const spoken = (of: Going | null) => Object.fromEntries(of?.run?.changes.map(({ key, number }) => [key, number]) ?? [])
    expect(spoken(going)).toEqual(spoken(prepared))
    expect(going?.run?.changes.flatMap(({ trouble }) => trouble ?? [])).toEqual([])
    expect([going?.run?.end?.is, going?.after?.verification?.unlike, going?.after?.state]).toEqual(['done', [], 'read'])
    expect(going === null ? null : isAsDesired(going)).toBe(true)
    const must = (of: Going['findingsBefore'] | null | undefined) => of?.filter(({ level }) => level === 'must').length ?? -1
    expect(must(going?.after?.assessment)).toBeLessThan(must(going?.findingsBefore))
    one.actions.checkName('kv-demand.vault.azure.net', 'yes')
    await until(one.store, ({ applying }) => applying.going?.after?.checked['kv-demand.vault.azure.net'] === 'yes')
    const files = Object.entries(unzipSync(await one.actions.evidence() ?? new Uint8Array()))
    const file = files.map(([path, bytes]) => `${path}\n${strFromU8(bytes)}`).join('\n')
    expect(file).toContain('"ringfenceEvidence": 1')
    expect(file).toMatch(/`kv-demand\.vault\.azure\.net` \| `[\d.]+` \| yes/)
    expect(file).not.toContain('Not-a-true-1')
  })
})
