import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { findBicep } from '../../scripts/bicep.mjs'
import type { Json, JsonObject } from '../base/json.ts'
import { nameOf, subscriptionOf } from '../base/armId.ts'
import { armJson } from './armJson/armJson.ts'
import { bicep } from './bicep/bicep.ts'
import { deployables } from './deployables.ts'
import type { ExportInput } from './exportFile.ts'
import { evaluate, type Sent } from './fixtures/evaluate.ts'
import { between } from './fixtures/between.ts'
import { hostileInputs } from './fixtures/hostility.ts'
import { journey } from './fixtures/journey.ts'
import { inputOf } from './fixtures/plans.ts'
import { fold } from './fold.ts'

const run = promisify(execFile)
const found: { path?: string; missing?: string } = await findBicep()
const cli = found.path ?? ''
if (found.path === undefined) process.stderr.write(`The exports were not compiled: ${found.missing ?? ''}\n`)
const DRAWS = Number(process.env['SEEDS'] ?? 20)

const root = mkdtempSync(join(tmpdir(), 'ringfence-bicep-'))
afterAll(() => rmSync(root, { recursive: true, force: true }), 120_000)

const written = (folder: string, input: ExportInput): void => {
  for (const file of bicep(input).files) {
    const path = join(root, folder, file.path)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, file.text)
  }
}

/** All that the compiler says. Starting it costs more than compiling, so it is started once for many files. */
async function said(...command: readonly string[]): Promise<string> {
  const { stdout, stderr } = await run(cli, command, { cwd: root, maxBuffer: 1e9, env: { ...process.env, JUMP_BOX_PASSWORD: 'a secret', DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' } })
    .catch((failure: { stdout: string; stderr: string }) => failure)
  return `${stdout}${stderr}`
}

const json = (path: string): JsonObject => JSON.parse(readFileSync(join(root, path), 'utf8')) as JsonObject

/** Both exports of an input, evaluated in a phase. */
function meanings(folder: string, input: ExportInput, phase: 'prepare' | 'lockdown'): readonly { readonly compiled: readonly Sent[]; readonly printed: readonly Sent[] }[] {
  const files = new Map(armJson(input).files.map((file) => [file.path, file.text]))
  return deployables(fold(input).folded, input).map((deployable) => {
    const at = (path: string): string => (deployable.folder === '' ? path : `${deployable.folder}/${path}`)
    const values = (JSON.parse(files.get(at('azuredeploy.parameters.json')) ?? '{}') as { parameters: Record<string, { value: Json }> }).parameters
    const secrets = deployable.parameters.filter((parameter) => parameter.secret).map((parameter) => [parameter.name, 'a secret'] as const)
    const parameters = { ...Object.fromEntries(Object.entries(values).map(([name, { value }]) => [name, value])), ...Object.fromEntries(secrets), phase }
    const deployment = { subscription: subscriptionOf(deployable.target), group: nameOf(deployable.target), cloud: input.about.cloud, parameters }
    return { compiled: evaluate(json(join(folder, at('main.json'))), deployment), printed: evaluate(JSON.parse(files.get(at('azuredeploy.json')) ?? 'null') as Json, deployment) }
  })
}

const inputs: readonly (readonly [string, ExportInput])[] = [
  ['journey', inputOf(journey())],
  ['teams', inputOf(journey({ hub: 'Hub network', net: 'Netzwerk' }))],
  ['between', inputOf(between('endpoint'))],
  ...hostileInputs(DRAWS),
]

describe.skipIf(found.path === undefined)('exports under the Bicep compiler', () => {
  for (const [folder, input] of found.path === undefined ? [] : inputs) written(folder, input)

  // Both commands write main.json, so the parameter files come first and are kept in memory.
  const built = new Map<string, Json>()
  it('have parameter files that are built without a word', async () => {
    expect(await said('build-params', '--pattern', '**/main.bicepparam')).toBe('')
    for (const [folder, input] of inputs) {
      for (const { path } of bicep(input).files) if (path.endsWith('main.bicepparam')) built.set(join(folder, path), json(join(folder, path.replace('.bicepparam', '.json')))['parameters'] ?? null)
    }
  })

  it('are built without a word', async () => {
    expect(await said('build', '--pattern', '**/main.bicep')).toBe('')
  })

  it('are not silent because nobody listens', async () => {
    writeFileSync(join(root, 'wrong.bicep'), "param unused string\n")
    expect(await said('lint', '--pattern', '**/wrong.bicep')).toContain('no-unused-params')
  })

  // Building has run the linter over all; its own command says no more.
  it('are linted without a word', async () => {
    for (const folder of ['journey', 'teams']) expect(await said('lint', '--pattern', `${folder}/**/main.bicep`)).toBe('')
  })

  it.each(['prepare', 'lockdown'] as const)('mean the same as the ARM templates in %s', (phase) => {
    for (const [folder, input] of inputs) {
      for (const { compiled, printed } of meanings(folder, input, phase)) expect({ folder, sent: printed }).toEqual({ folder, sent: compiled })
    }
  })

  it('have the same parameter values in both languages', () => {
    for (const [folder, input] of inputs) {
      for (const file of armJson(input).files.filter(({ path }) => path.endsWith('azuredeploy.parameters.json'))) {
        const own = (JSON.parse(file.text) as { parameters: JsonObject }).parameters
        expect(built.get(join(folder, file.path.replace('azuredeploy.parameters.json', 'main.bicepparam')))).toMatchObject(own)
      }
    }
  })

  it.each(['journey', 'teams'])('are formatted as the compiler formats: %s', async (folder) => {
    const input = inputs.find(([name]) => name === folder)?.[1] ?? inputOf([])
    expect(await said('format', '--pattern', `${folder}/**/*.bicep`)).toBe('')
    for (const file of bicep(input).files.filter(({ language }) => language === 'bicep')) expect(readFileSync(join(root, folder, file.path), 'utf8')).toBe(file.text)
  })
})
