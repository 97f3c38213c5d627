/** The Terraform export under the real `terraform`, which needs no provider for this: formatting, and the values of all arguments in both phases. */
import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../base/json.ts'
import { idKey } from '../../base/armId.ts'
import { laid } from '../deployables.ts'
import type { ExportFile, ExportInput } from '../exportFile.ts'
import { type Phase, roundsOf } from '../fixtures/arm.ts'
import { hostileInputs } from '../fixtures/hostility.ts'
import { journey } from '../fixtures/journey.ts'
import { draft, inputOf, storageId } from '../fixtures/plans.ts'
import { comparable, sentBy } from '../fixtures/terraform.ts'
import { writeTerraform } from './terraform.ts'

const cli = process.env['TERRAFORM_PATH'] ?? 'terraform'
const root = mkdtempSync(join(tmpdir(), 'ringfence-terraform-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
writeFileSync(join(root, 'empty.rc'), '')
const env = { ...process.env, CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: join(root, 'empty.rc') }

function isFound(): boolean {
  try {
    execFileSync(cli, ['version'], { env, stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
const found = isFound()
if (!found) process.stderr.write('Terraform was not found, so its files were not evaluated: put terraform on PATH or set TERRAFORM_PATH to it\n')

const run = promisify(execFile)
async function said(folder: string, ...command: readonly string[]): Promise<{ readonly code: number; readonly text: string }> {
  const { stdout, stderr, code } = await run(cli, command, { cwd: join(root, folder), env, maxBuffer: 1e9 })
    .then((ended) => ({ ...ended, code: 0 }), (failure: { stdout: string; stderr: string; code: number }) => failure)
  return { code, text: `${stdout}${stderr}` }
}

function written(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

/** A plan whose phases give values of different types to one property. */
function mixedTypes(): ExportInput {
  const plan = draft()
  plan.change({ do: 'update', id: storageId, phase: 'lockdown', patch: { properties: { allowBlobPublicAccess: 'no', accessTier: 7, isHnsEnabled: { a: true, b: 'x' }, minimumTlsVersion: [{ a: true }, { b: 'y' }] } } })
  return inputOf(plan.changes)
}

const inputs: readonly (readonly [string, ExportInput])[] = [
  ['journey', inputOf(journey())],
  ['teams', inputOf(journey({ hub: 'Hub network', net: 'Netzwerk' }))],
  ['types', mixedTypes()],
  ...hostileInputs(Number(process.env['SEEDS'] ?? 5)),
]

interface Folder {
  readonly name: string
  readonly files: readonly ExportFile[]
  readonly input: ExportInput
  readonly arm: (phase: Phase) => ReturnType<ReturnType<typeof roundsOf>>[number]
}
const folders = found ? inputs.flatMap(([name, input]) => foldersOf(name, input)) : []

function foldersOf(name: string, input: ExportInput): readonly Folder[] {
  const plan = laid(input)
  const { files } = writeTerraform(plan)
  const arm = roundsOf(plan)
  return plan.all.map(({ folder }, index) => ({
    name: `${name}_${index}`, input, arm: (phase) => arm(phase)[index] ?? [],
    files: files.filter(({ path }) => path.startsWith(folder === '' ? '' : `${folder}/`) && path !== 'README.md').map((file) => ({ ...file, path: file.path.slice(folder === '' ? 0 : folder.length + 1) })),
  }))
}

/** The folder's files as a module that needs no provider: each resource becomes a value, and its id is known. */
function asModule({ files }: Folder): ReadonlyMap<string, string> {
  const text = (path: string): string => files.find((file) => file.path === path)?.text ?? ''
  const addresses = [...text('main.tf').matchAll(/^resource "(\w+)" "(\w+)" \{$/gm)].map(([, kind = '', label = '']) => [kind, label] as const)
  const main = text('main.tf')
    .replaceAll(/^ {2}depends_on = \[\n(?:.*\n)*? {2}\]\n/gm, '')
    .replaceAll(/\bazapi_resource\.(\w+)\.id\b/g, 'local.id_azapi_resource_$1')
    .replaceAll(/^resource "(\w+)" "(\w+)" \{\n([^]*?)^\}$/gm, 'locals {\n$1_$2 = {\n$3}\n}')
  const known = addresses.filter(([kind]) => kind === 'azapi_resource').map(([kind, label]) => {
    const own = `local.${kind}_${label}`
    const type = `split("@", ${own}.type)[0]`
    return `id_${kind}_${label} = length(split("/", ${type})) > 2 ? join("/", [${own}.parent_id, reverse(split("/", ${type}))[0], ${own}.name]) : join("/", [${own}.parent_id, "providers", ${type}, ${own}.name])`
  })
  const all = addresses.map(([kind, label]) => `"${kind}.${label}" = local.${kind}_${label}`)
  return new Map([
    ['variables.tf', text('variables.tf').replaceAll(/^ {2}(?:sensitive|ephemeral) += true\n/gm, '')],
    ['main.tf', `${main}\nlocals {\n${known.join('\n')}\n}\noutput "all" {\nvalue = jsonencode({\n${all.join('\n')}\n})\n}\n`],
  ])
}

const PHASES: readonly Phase[] = ['prepare', 'lockdown']

/** What Terraform makes of all folders, by folder and phase. Starting it costs more than evaluating, so it is started once. */
async function values(): Promise<ReadonlyMap<string, Readonly<Record<string, JsonObject>>>> {
  const calls = folders.flatMap((folder) => {
    for (const [path, text] of asModule(folder)) written(`values/${folder.name}/${path}`, text)
    const given = (folder.files.find(({ path }) => path === 'terraform.tfvars')?.text ?? '').replace(/^phase +=.*$/m, '')
    const secrets = (folder.files.find(({ path }) => path === 'variables.tf')?.text ?? '').includes('jump_box_password') ? 'jump_box_password = "a secret"' : ''
    return PHASES.map((phase) => `module "${folder.name}_${phase}" {\nsource = "./${folder.name}"\nphase = "${phase}"\n${given}\n${secrets}\n}\noutput "${folder.name}_${phase}" {\nvalue = module.${folder.name}_${phase}.all\n}\n`)
  })
  written('values/main.tf', calls.join('\n'))
  for (const command of [['init'], ['apply', '-auto-approve']]) {
    const { code, text } = await said('values', ...command, '-no-color')
    if (code !== 0) throw new Error(text.slice(-3000))
  }
  const outputs = JSON.parse((await said('values', 'output', '-json')).text) as Record<string, { value: string }>
  return new Map(Object.entries(outputs).map(([name, { value }]) => [name, JSON.parse(value) as Record<string, JsonObject>]))
}

// Terraform keeps texts composed (NFC); half of a surrogate pair in a body as read is no character that Azure could have sent.
const composed = (json: Json): Json => JSON.parse(JSON.stringify(json).normalize('NFC').replaceAll(/\\ud[89a-f][0-9a-f]{2}/g, '\uFFFD')) as Json

describe.skipIf(!found)('Terraform’s files under terraform', () => {
  it('are formatted as it formats', async () => {
    for (const { name, files } of folders) for (const { path, text } of files) written(`files/${name}/${path}`, text)
    expect(await said('files', 'fmt', '-check', '-diff', '-recursive')).toEqual({ code: 0, text: '' })
  })

  it('are not well formatted because nobody looks', async () => {
    written('wrong/main.tf', 'locals {\n  a = 1\n  bcd = 2\n}\n')
    expect((await said('wrong', 'fmt', '-check')).code).toBe(3)
  })

  it('mean what the ARM templates mean', async () => {
    const all = await values()
    for (const { name, input, arm } of folders) {
      for (const phase of PHASES) {
        const own = Object.entries(all.get(`${name}_${phase}`) ?? {}).map(([address, given]) => sentBy(address, given, input)).sort((one, other) => (idKey(one.id) < idKey(other.id) ? -1 : 1))
        expect({ name, sent: composed(comparable(own, arm(phase))) }).toEqual({ name, sent: composed(comparable(arm(phase), arm(phase))) })
      }
    }
  })
})
