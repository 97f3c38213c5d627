import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { printDiagnosis } from './diagnose.ts'
import { Refused } from './output.ts'
import { run } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'ringfence-diagnose-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Prints the report in a file with this text. */
function printed(text: string): { readonly code: number; readonly out: string } {
  const report = join(folder, 'report.txt')
  writeFileSync(report, text)
  const out: string[] = []
  return { code: printDiagnosis({ report }, { out: (part) => out.push(part), err: () => undefined }), out: out.join('') }
}

const warning = "{'code': 'CustomDnsInUse', 'level': 'Warning', 'message': \"VNet 'v'\"}"

describe('ringfence diagnose', () => {
  it('prints what Python printed and what REST answered, the worst first, and says by its code whether there is an error', () => {
    const found = printed(`{'value': {'dns_resolution_results': [${warning}], 'storage_account_results': [{'code': 'C', 'level': 'Error', 'message': 'm'}]}}`)
    expect([found.code, JSON.parse(found.out)]).toEqual([2, { results: [
      { level: 'error', list: 'storageAccountResults', code: 'C', message: 'm', step: 'storage' }, { level: 'warning', list: 'dnsResolutionResults', code: 'CustomDnsInUse', message: "VNet 'v'", step: 'workspace' },
    ] }])
    expect([printed(`{'value': {'dns_resolution_results': [${warning}]}}`).code, printed('{"value": {"otherResults": []}}')]).toEqual([0, { code: 0, out: '{\n  "results": []\n}\n' }])
  })

  it('refuses a text that is no report, and asks for the file', () => {
    expect(() => printed('{"a": 1}')).toThrow(Refused)
    expect(() => printDiagnosis({}, { out: () => undefined, err: () => undefined })).toThrow('--report FILE')
  })

  it('is a command of the tool', async () => {
    const err: string[] = []
    const refuse = () => Promise.reject(new Error('this command needs no network'))
    const outside = { env: {}, fetch: refuse, clock: {} as never, newId: () => 'id', az: refuse, signal: new AbortController().signal }
    const code = await run(['diagnose', '--report', join(folder, 'none.json')], { out: () => undefined, err: (text) => err.push(text) }, outside)
    expect([code, err.join('')]).toEqual([1, expect.stringMatching(/^ringfence: could not read /)])
  })
})
