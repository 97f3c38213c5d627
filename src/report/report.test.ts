import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Change } from '../changes/change.ts'
import { open } from '../estate/fixtures/open.ts'
import { privateChoices, withLake } from '../review/fixtures/draws.ts'
import { judgeRisks } from '../review/risks.ts'
import { baseOf, viewOf } from '../session/derive.ts'
import { atOnce } from '../base/slices.ts'
import { findings } from '../steps/index.ts'
import { changedLines } from './changedLines.ts'
import { currentInput, desiredInput, nothingSaid, type ReportInput, type Said } from './input.ts'
import { markdown } from './markdown.ts'
import { reportOf } from './report.ts'
import { sarif } from './sarif.ts'

const view = atOnce(viewOf(atOnce(baseOf(withLake)), privateChoices(withLake)))
const [kept, gone] = view.validation
const risks = [kept, gone].flatMap((finding, index) => (finding === undefined ? [] : [{ rule: finding.rule, at: finding.at, reason: index === 0 ? 'Exfiltration policy follows in Q1 | with <b>the</b> [platform](https://evil.example) team.' : 'Granted by group.', until: index === 0 ? '2027-03-31' : '2026-01-31' }]))
const judged = judgeRisks(view.validation, risks, '2026-11-24')
const firstChange = view.plan[0]
const said: Said = {
  accepted: judged.accepted, expired: judged.expired, reviewer: 'R. Okafor',
  answers: new Map([[firstChange?.key ?? '', { response: 'question' as const, note: 'Who runs this?' }], [`${kept?.step}/${kept?.rule}@${kept?.at}`, { response: 'accept' as const, note: '' }]]),
}
const desired: ReportInput = desiredInput(view, said)
const current: ReportInput = currentInput(view.base)

/** The file as it is kept, written anew under GOLDEN=1. */
function golden(name: string, text: string): string {
  const file = new URL(`golden/${name}`, import.meta.url)
  if (process.env['GOLDEN'] !== undefined) {
    mkdirSync(new URL('golden/', import.meta.url), { recursive: true })
    writeFileSync(file, text)
  }
  return readFileSync(file, 'utf8')
}

interface Log { readonly version: string; readonly runs: readonly [{ readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string; readonly helpUri: string }[] } }; readonly results: readonly Result[] }] }
interface Result { readonly ruleId: string; readonly ruleIndex: number; readonly kind: string; readonly level: string; readonly baselineState?: string; readonly suppressions?: readonly unknown[]; readonly message: { readonly text: string }; readonly partialFingerprints: Readonly<Record<string, string>> }

const about = { version: '0.1.0', snapshot: 'snapshots/my estate.json' }
const log = (input: ReportInput): Log => JSON.parse(sarif(input, about)) as Log

describe('a report', () => {
  it('counts what the findings say, before and after', () => {
    const report = reportOf(desired)
    const counted = (list: typeof view.validation, level: string) => list.filter((finding) => finding.level === level && finding.verdict === undefined).length
    expect([report.before.must, report.after.must]).toEqual([counted(view.base.assessment, 'must'), counted(view.validation, 'must')])
    expect(report.changes.length).toBe(view.plan.length)
    expect(report.sections.flatMap(({ rows }) => rows).length).toBe(view.pairs.length)
    expect(report.changes.filter(({ closes }) => closes).every(({ phase }) => phase === 'lockdown')).toBe(true)
  })

  it('lists what a firewall has to let through where one is on the way, and only there', () => {
    const choices = privateChoices(withLake)
    const behind = markdown(reportOf(desiredInput(atOnce(viewOf(atOnce(baseOf(withLake)), { ...choices, outbound: { ...choices.outbound, egress: 'firewallRoute', firewallAddress: '10.20.9.4', packages: ['python'] } })))))
    expect(markdown(reportOf(desired))).not.toContain('## What a firewall')
    expect(behind.split('\n')).toEqual(expect.arrayContaining([
      '## What a firewall on the way has to let through', '| `AzureMachineLearning` | UDP 5831 | Create, update and delete compute instances | required |',
      '| `pypi.org` | TCP 443 | package index; with an overwritten index also allow \\*.pythonhosted.org | required |', '| `ml.azure.com` | TCP 443 | studio | required |',
    ]))
  })

  it('names what Azure will bill for, without prices, and only where there is a plan (gaps 45)', () => {
    const lines = markdown(reportOf(desired)).split('\n')
    expect(lines).toContain('## What will be billed')
    expect(lines.filter((line) => /^\| (?:\d+ private endpoints|NAT gateway|Bastion host, Standard tier|Container registry, Premium instead of)/.test(line))).toHaveLength(4)
    expect(markdown(reportOf(current))).not.toContain('What will be billed')
  })

  it('carries accepted and expired risks, and a reviewer\'s answers', () => {
    const rows = reportOf(desired).sections.flatMap((section) => section.rows)
    expect(rows.filter(({ accepted }) => accepted !== null).length).toBe(judged.accepted.length)
    expect(rows.filter(({ expired }) => expired !== null).length).toBe(judged.expired.length)
    expect(reportOf(desired).changes[0]?.answer).toEqual({ response: 'question', note: 'Who runs this?' })
  })

  it('is the Markdown that is kept', () => {
    expect(markdown(reportOf(desired)), 'run npm run golden').toBe(golden('plan.md', markdown(reportOf(desired))))
    expect(markdown(reportOf(current)), 'run npm run golden').toBe(golden('assessment.md', markdown(reportOf(current))))
  })

  it('makes nothing of what people typed: no link, no HTML, no new column', () => {
    const text = markdown(reportOf(desired))
    expect(text).not.toMatch(/(?<!\\)<b>|(?<!\\)\]\(|https:\/\/evil/)
    const table = text.split('\n').filter((line) => line.includes('Exfiltration'))
    expect(table.length).toBeGreaterThan(0)
    const cells = (line: string) => line.replaceAll('\\|', '').split('|').length
    expect(table.map(cells)).toEqual(table.map((line) => (line.includes('2027-03-31 |') ? 7 : cells(line))))
  })

  it('has as many cells in every row of a table as in its head', () => {
    for (const text of [markdown(reportOf(desired)), markdown(reportOf(current))]) {
      const tables = text.split('\n\n').map((part) => part.split('\n').filter((line) => line.startsWith('|'))).filter((lines) => lines.length > 0)
      for (const lines of tables) expect(new Set(lines.map((line) => line.replaceAll('\\|', '').split('|').length)).size).toBe(1)
    }
  })

  it('tells each property that a change writes, lists as one value', () => {
    const change = { do: 'update', by: 'patch', patch: { properties: { a: [1], b: { c: null }, d: 2 } }, before: { properties: { b: { c: 'x' }, d: 2 } } } as unknown as Change
    expect(changedLines(change)).toEqual([{ path: 'properties.a', before: null, after: '[1]' }, { path: 'properties.b.c', before: '"x"', after: 'null' }])
  })
})

describe('a SARIF log', () => {
  it('is the one that is kept, its rules apart', () => {
    const { runs: [run], version } = log(desired)
    const text = `${JSON.stringify({ version, results: run.results }, null, 1)}\n`
    expect(text, 'run npm run golden').toBe(golden('results.sarif.json', text))
  })

  it('names every rule once with its section of the article, and finds the rule of every result', () => {
    const { runs: [{ tool: { driver: { rules } }, results }] } = log(desired)
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
    expect(rules.filter(({ helpUri }) => !helpUri.startsWith('https://learn.microsoft.com/azure/machine-learning/v1/how-to-secure-workspace-vnet#'))).toEqual([])
    expect(results.filter(({ ruleId, ruleIndex }) => rules[ruleIndex]?.id !== ruleId)).toEqual([])
    expect(results.filter(({ message }) => message.text.trim() === '')).toEqual([])
  })

  it('has level none exactly where nothing could be judged, and states only what SARIF knows', () => {
    const { results } = log(desired).runs[0]
    expect(results.filter(({ kind, level }) => (kind === 'fail') === (level === 'none'))).toEqual([])
    expect(results.filter(({ kind, baselineState }) => !['open', 'fail'].includes(kind) || !['new', 'absent', 'unchanged'].includes(baselineState ?? ''))).toEqual([])
    expect(results.length).toBe(view.pairs.length)
  })

  it('suppresses what was accepted, and not what has expired', () => {
    const { results } = log(desired).runs[0]
    expect(results.filter(({ suppressions }) => suppressions !== undefined).length).toBe(judged.accepted.length)
    expect(log(desiredInput(view, { ...nothingSaid, expired: judged.expired })).runs[0].results.some(({ suppressions }) => suppressions !== undefined)).toBe(false)
  })

  it('has one fingerprint for each result, the same in every run, and no baseline without choices', () => {
    const prints = log(desired).runs[0].results.map(({ partialFingerprints }) => partialFingerprints['ringfence/v1'])
    expect(new Set(prints).size).toBe(prints.length)
    expect(log(current).runs[0].results.some(({ baselineState }) => baselineState !== undefined)).toBe(false)
    expect(log(current).runs[0].results.length).toBe(findings(withLake, view.choices).length > 0 ? view.base.assessment.length : 0)
    expect(log(currentInput(atOnce(baseOf(open)))).runs[0].results.every(({ partialFingerprints }) => /^[0-9a-f]{32}$/.test(partialFingerprints['ringfence/v1'] ?? ''))).toBe(true)
  })
})
