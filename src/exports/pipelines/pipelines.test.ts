import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { isObject, type Json, type JsonObject } from '../../base/json.ts'
import type { Change } from '../../changes/change.ts'
import type { ExportFile, ExportInput } from '../exportFile.ts'
import { between } from '../fixtures/between.ts'
import { hostileInputs } from '../fixtures/hostility.ts'
import { journey } from '../fixtures/journey.ts'
import { draft, inputOf, net } from '../fixtures/plans.ts'
import { type ExportFormat, exportFormats } from '../index.ts'

const formats = Object.keys(exportFormats) as readonly ExportFormat[]
const written = new Map<ExportInput, Map<ExportFormat, readonly ExportFile[]>>()
/** The files of a plan, written once. */
function filesOf(format: ExportFormat, input: ExportInput): readonly ExportFile[] {
  const own = written.get(input) ?? new Map<ExportFormat, readonly ExportFile[]>()
  const files = own.get(format) ?? exportFormats[format](input).files
  written.set(input, own.set(format, files))
  return files
}
const textOf = (format: ExportFormat, input: ExportInput, path: string): string | undefined => filesOf(format, input).find((file) => file.path === path)?.text

const all = (value: Json | undefined): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : isObject(value) ? Object.values(value).filter(isObject) : [])
const textIn = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
const parsed = (text: string | undefined): JsonObject => {
  const value: Json = parse(text ?? '') as Json
  if (!isObject(value)) throw new Error('no mapping')
  return value
}

/** A job: its stage, what it waits for, and its scripts. */
interface Job { readonly stage: string; readonly id: string; readonly needs: readonly string[]; readonly scripts: readonly string[]; readonly told: string; readonly as: string }

function gitHubJobs(text: string | undefined): readonly Job[] {
  const jobs = parsed(text)['jobs']
  return Object.entries(isObject(jobs) ? jobs : {}).flatMap(([id, job]) => (isObject(job) ? [{
    stage: /'(.*)'/.exec(textIn(job['if']))?.[1] ?? '', id, needs: textIn(job['needs']).split(', ').filter(Boolean), as: textIn(job['environment']),
    scripts: all(job['steps']).filter((step) => 'working-directory' in step).map(({ run }) => textIn(run)),
    told: all(job['steps']).map(({ env }) => (isObject(env) ? textIn(env['TEXT']) : '')).join(''),
  }] : []))
}

function azureJobs(text: string | undefined): readonly Job[] {
  return all(parsed(text)['stages']).flatMap((chosen) => Object.entries(chosen).flatMap(([condition, stages]) => all(stages).flatMap(({ jobs }) => all(jobs).map((job): Job => ({
    stage: /'(.*)'/.exec(condition)?.[1] ?? '', id: textIn(job['job']), needs: [textIn(job['dependsOn'])].filter(Boolean), as: all(job['steps']).map(({ inputs }) => (isObject(inputs) ? textIn(inputs['azureSubscription']) : '')).join(''),
    scripts: all(job['steps']).flatMap(({ inputs }) => (isObject(inputs) && 'inlineScript' in inputs ? [textIn(inputs['inlineScript'])] : [])),
    told: all(job['steps']).map(({ inputs }) => (isObject(inputs) ? textIn(inputs['instructions']) : '')).join(''),
  })))))
}

const services = [['deploy.yml', gitHubJobs], ['azure-pipelines.yml', azureJobs]] as const

/** The commands in the read-me, each once. */
const readMeCommands = (format: ExportFormat, input: ExportInput): readonly string[] =>
  [...new Set((textOf(format, input, 'README.md') ?? '').split('```sh\n').slice(1).flatMap((part) => (part.split('```')[0] ?? '').trim().split('\n')))]
const commandsIn = (script: string): readonly string[] => script.trim().split('\n').filter((command) => /^(az|terraform|bash) /.test(command)).map((command) => command.replace(' --did "$DID"', ''))

const secretPlan = (): readonly Change[] => {
  const plan = draft()
  plan.change({ do: 'create', id: journey()[0]?.id ?? net, body: { location: 'westeurope', properties: {} }, secrets: [{ path: 'properties.p', parameter: 'jumpBoxPassword', description: 'Password.' }] })
  return plan.changes
}
const hostile = hostileInputs(4).flatMap(([name, input]) => (name.startsWith('draw') ? [input] : []))
const estates: Readonly<Record<string, ExportInput>> = { journey: inputOf(journey()), teams: inputOf(journey({ hub: 'Network team', net: 'Network team' })), between: inputOf(between('endpoint')) }

describe.each(formats)('the pipelines of %s', (format) => {
  it.each(services)('%s: run the commands of the read-me, each stage shown before it is changed', (path, jobsOf) => {
    for (const input of Object.values(estates)) {
      const jobs = jobsOf(textOf(format, input, path))
      expect([...new Set(jobs.flatMap(({ scripts }) => scripts.flatMap(commandsIn)))].sort()).toEqual([...readMeCommands(format, input)].sort())
      for (const { stage, id, scripts } of jobs.filter(({ id: name }) => /change/.test(name))) {
        const look = jobs.find((job) => job.stage === stage && job.id === id.replace('change', 'look'))
        expect(commandsIn(scripts[0] ?? '').slice(0, commandsIn(look?.scripts[0] ?? '').length)).toEqual(commandsIn(look?.scripts[0] ?? ''))
        expect(commandsIn(scripts[0] ?? '').length).toBeGreaterThan(commandsIn(look?.scripts[0] ?? '').length)
      }
    }
  })

  it.each(services)('%s: every job waits for the one before it in its stage', (path, jobsOf) => {
    for (const input of Object.values(estates)) {
      const jobs = jobsOf(textOf(format, input, path))
      for (const stage of new Set(jobs.map((job) => job.stage))) expect(jobs.filter((job) => job.stage === stage).map(({ needs }) => needs)).toEqual(jobs.filter((job) => job.stage === stage).map((_, index, own) => (index === 0 ? [] : [own[index - 1]?.id])))
    }
  })

  it.each(services)('%s: holds no expression but its own, whatever the texts', (path) => {
    const own = ['env.FOLDER', 'inputs.did', 'parameters.did', 'secrets.JUMP_BOX_PASSWORD', 'secrets.TF_VAR_jump_box_password', 'vars.AZURE_CLIENT_ID', 'vars.AZURE_TENANT_ID']
    for (const input of [...Object.values(estates), ...hostile]) {
      const text = textOf(format, input, path) ?? ''
      const found = [...text.matchAll(/\$\{\{ ?(.*?) ?\}\}/g)].map((match) => match[1] ?? '').filter((expression) => !/^if eq\(parameters\.stage, '[a-z0-9-]+'\)$/.test(expression))
      expect(found.filter((expression) => !own.includes(expression))).toEqual([])
      const macros = [...text.matchAll(/\$[([].*?[)\]]/g)].map(([macro]) => macro)
      expect(macros.filter((macro) => !/^\$\((Build\.SourcesDirectory|FOLDER|JUMP_BOX_PASSWORD|TF_VAR_jump_box_password)\)$/.test(macro))).toEqual([])
    }
  })
})

describe('a pipeline', () => {
  it('signs in to a team’s folder as that team, and says so where it is set up', () => {
    const text = textOf('bicep', estates['teams'] ?? inputOf([]), 'deploy.yml') ?? ''
    for (const { as } of gitHubJobs(text)) expect(text.split('\n\n')[0]).toContain(as)
    const azure = textOf('bicep', estates['teams'] ?? inputOf([]), 'azure-pipelines.yml') ?? ''
    for (const { as } of azureJobs(azure)) expect(azure.split('\n\n')[0]).toContain(as)
  })

  it('tells what people do before a stage where they approve it, and stages that people come between are runs of their own', () => {
    const input = inputOf(between('endpoint'), { tasks: ({ task }) => `Words of ${task}` })
    for (const [path, jobsOf] of services) {
      const jobs = jobsOf(textOf('arm', input, path))
      expect([...new Set(jobs.map(({ stage }) => stage))]).toEqual(['prepare-1', 'prepare-2', 'lockdown'])
      const told = (stage: string): string => jobs.filter((job) => job.stage === stage).map((job) => job.told).join('\n')
      expect(told('prepare-1')).not.toContain('Words of')
      expect(told('prepare-2')).toMatch(/Words of approveEndpoint[^]*Words of writeRecords/)
      expect(told('lockdown')).toMatch(/Words of recreateCompute[^]*Test from inside[^]*change 9/)
    }
  })

  it('ends well where nobody answers what only tells what is next, and changes nothing where nobody approved', () => {
    const text = textOf('arm', inputOf(between('endpoint')), 'azure-pipelines.yml') ?? ''
    const silence = [...text.matchAll(/job: (approve|afterwards)[^]*?onTimeout: (\w+)/g)].map(([, job, said]) => `${job} ${said}`)
    expect(silence).toEqual([...silence.slice(0, -1).map(() => 'approve reject'), 'afterwards resume'])
    expect(silence.length).toBeGreaterThan(3)
  })

  it.each([['AzureUSGovernment', 'azureusgovernment', 'api://AzureADTokenExchangeUSGov'], ['AzureChinaCloud', 'azurechinacloud', 'api://AzureADTokenExchangeChina']] as const)('signs in to %s by its name', (cloud, environment, audience) => {
    const text = textOf('cli', inputOf(between('endpoint'), { about: { ...inputOf([]).about, cloud } }), 'deploy.yml')
    expect(text).toContain(`environment: ${environment}\n          audience: ${audience}`)
    expect(textOf('cli', inputOf(between('endpoint')), 'deploy.yml')).not.toContain('audience')
  })

  it('is not written where nothing is deployed', () => {
    for (const format of formats) for (const [path] of services) expect(textOf(format, inputOf([]), path)).toBeUndefined()
  })

  it('stops before the first command where a secret was not given, and takes one that begins with a dollar', () => {
    const [script] = azureJobs(textOf('bicep', inputOf(secretPlan()), 'azure-pipelines.yml')).flatMap(({ scripts }) => scripts)
    const run = (value: string | undefined) => spawnSync('bash', ['--norc', '-c', `az() { echo "az $1"; }\n${script}`], { encoding: 'utf8', env: { PATH: process.env['PATH'], ...(value === undefined ? {} : { JUMP_BOX_PASSWORD: value }) } })
    for (const value of [undefined, '', '$(JUMP_BOX_PASSWORD)']) expect(run(value)).toMatchObject({ status: 1, stdout: '', stderr: 'Give this pipeline a secret named JUMP_BOX_PASSWORD.\n' })
    expect(run('$Tr0ng')).toMatchObject({ status: 0, stdout: 'az deployment\n' })
  })

  it('of Terraform stops where no place for the state was chosen', () => {
    const [script] = gitHubJobs(textOf('terraform', inputOf(between('endpoint')), 'deploy.yml')).flatMap(({ scripts }) => scripts)
    const run = (grep: number) => spawnSync('bash', ['--norc', '-c', `grep() { return ${grep}; }; terraform() { echo run; }\n${script}`], { encoding: 'utf8' })
    expect(run(1)).toMatchObject({ status: 1, stdout: '' })
    expect(run(0)).toMatchObject({ status: 0 })
  })

  it('has scripts that bash can read', () => {
    const scripts = formats.flatMap((format) => services.flatMap(([path, jobsOf]) => Object.values(estates).flatMap((input) => jobsOf(textOf(format, input, path)).flatMap((job) => job.scripts))))
    expect(spawnSync('bash', ['-n'], { encoding: 'utf8', input: scripts.join('\n') })).toMatchObject({ status: 0, stderr: '' })
  })
})
