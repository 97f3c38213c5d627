/** The exports of three estates, byte for byte. `npm run golden` writes them anew: read the difference as carefully as the code. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { nameOf, subscriptionOf } from '../base/armId.ts'
import type { Json } from '../base/json.ts'
import { atOnce } from '../base/slices.ts'
import { readEstate } from '../discovery/readEstate.ts'
import { openSnapshot } from '../discovery/snapshot.ts'
import { exportInput } from '../session/deliver.ts'
import { baseOf, viewOf } from '../session/derive.ts'
import { hub } from '../simulator/scenarios/hub.ts'
import { open } from '../simulator/scenarios/open.ts'
import { secured } from '../simulator/scenarios/secured.ts'
import { laid } from './deployables.ts'
import type { ExportInput } from './exportFile.ts'
import { evaluate } from './fixtures/evaluate.ts'
import { exportFormats } from './index.ts'

const folder = join(import.meta.dirname, 'golden')

/** What the exports read when an estate's proposal is taken as it is. */
function inputOf(file: Json): ExportInput {
  const opened = openSnapshot(JSON.stringify(file))
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure))
  const current = readEstate(opened.snapshot)
  const base = atOnce(baseOf(current))
  const { choices, plan, reasons } = atOnce(viewOf(base, base.proposal.choices))
  return exportInput({ snapshot: opened.snapshot, current, choices, plan, reasons })
}

/** What a deployment of the ARM templates sends in a phase, one resource a line. */
function sent(input: ExportInput, arm: ReadonlyMap<string, string>, phase: 'prepare' | 'lockdown'): string {
  const all = laid(input).all.flatMap(({ folder: own, parameters, target }) => {
    const at = (path: string): string => arm.get(own === '' ? path : `${own}/${path}`) ?? 'null'
    const values = Object.entries((JSON.parse(at('azuredeploy.parameters.json')) as { parameters: Record<string, { value: Json }> }).parameters).map(([name, { value }]) => [name, value] as const)
    const secrets = parameters.filter(({ secret }) => secret).map(({ name }) => [name, 'a secret'] as const)
    return evaluate(JSON.parse(at('azuredeploy.json')) as Json, { subscription: subscriptionOf(target), group: nameOf(target), cloud: input.about.cloud, parameters: { ...Object.fromEntries([...values, ...secrets]), phase } })
  })
  return all.map(({ id, body }) => `${id} ${JSON.stringify(body)}\n`).join('')
}

/** The files of an estate by path. */
function filesOf(file: Json): ReadonlyMap<string, string> {
  const input = inputOf(file)
  const written = Object.entries(exportFormats).flatMap(([format, write]) => write(input).files.map(({ path, text }) => [`${format}/${path}`, text] as const))
  const arm = new Map(written.flatMap(([path, text]) => (path.startsWith('arm/') ? [[path.slice('arm/'.length), text] as const] : [])))
  return new Map([...written, ['sent-in-prepare.txt', sent(input, arm, 'prepare')], ['sent-in-lockdown.txt', sent(input, arm, 'lockdown')]])
}

const kept = (root: string): readonly string[] =>
  existsSync(root) ? readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(root, path)).isFile()).map((path) => path.replaceAll('\\', '/')).sort() : []

describe('the exports', () => {
  it.each([['open', open], ['hub', hub], ['secured', secured]] as const)('of %s are those that were read and kept', (name, file) => {
    const root = join(folder, name)
    const files = filesOf(file)
    if (process.env['GOLDEN'] === '1') {
      rmSync(root, { recursive: true, force: true })
      for (const [path, text] of files) {
        mkdirSync(dirname(join(root, path)), { recursive: true })
        writeFileSync(join(root, path), text)
      }
    }
    expect(kept(root)).toEqual([...files.keys()].sort())
    expect(Object.fromEntries(kept(root).map((path) => [path, readFileSync(join(root, path), 'utf8')]))).toEqual(Object.fromEntries(files))
  })

  it('of a secured estate change nothing', () => {
    expect(inputOf(secured).plan).toEqual([])
  })
})
