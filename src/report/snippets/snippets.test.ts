import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commandOf, hasCommands, taskCommands } from '../../app/commands/taskCommands.ts'
import { nameOf } from '../../base/armId.ts'
import { anyCharacter } from '../../base/fixtures/anyCharacter.ts'
import { ids } from '../../estate/fixtures/open.ts'
import { HOSTILE } from '../../exports/fixtures/hostile.ts'
import { highlight } from '../../exports/highlight.ts'
import { oneLine } from '../../exports/messages.en.ts'
import { cloudOf, type CloudId } from '../../facts/ask.ts'
import { stepIds } from '../../steps/order.ts'
import { requirements } from '../../steps/requirements.ts'
import { snippetsFile } from './file.ts'
import { aboutOf, abouts, inCloud, renamed } from './fixtures/abouts.ts'
import { allSnippets, snippetsOf, snippetTable } from './index.ts'
import { type About, type Snippet, type SnippetId, type Tab, tabs } from './snippet.ts'

const all = Object.values(abouts).flatMap(allSnippets)
const of = (about: About, id: SnippetId): readonly Snippet[] => allSnippets(about).filter((each) => each.id === id)
const codeIn = (snippets: readonly Snippet[], tab?: Tab): readonly string[] => snippets.flatMap(({ ways }) => ways.filter((way) => tab === undefined || way.tab === tab).map(({ code }) => code))
const one = (about: About, id: SnippetId, tab: Tab): string => codeIn(of(about, id), tab)[0] ?? ''
const written = (about: About, language: string): readonly string[] => allSnippets(about).flatMap(({ ways }) => ways.filter(({ tab }) => tabs[tab].language === language).map(({ code }) => code))
const clouds: readonly CloudId[] = ['AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud']

describe('the table', () => {
  it('has every snippet of the catalogue, and each applies somewhere', () => {
    const numbers = readFileSync('knowledge/requirements.md', 'utf8').match(/^\| (SN-\d\d) \|/gm)?.map((row) => row.slice(2, 7)) ?? []
    expect(Object.keys(snippetTable)).toEqual(numbers)
    expect([...new Set(all.map(({ id }) => id))].sort()).toEqual(numbers)
  })

  it('answers requirements that exist', () => {
    const known = new Set(Object.keys(requirements))
    expect(Object.values(snippetTable).flat().flatMap((part) => part.requirements).filter((id) => !known.has(id))).toEqual([])
  })

  it('has commands for the steps and tasks that say so', () => {
    const steps = new Set(Object.values(snippetTable).flat().map(({ step }) => step))
    expect(stepIds.filter(hasCommands)).toEqual(stepIds.filter((step) => steps.has(step)))
    expect(Object.values(taskCommands).filter(({ id, step }) => !snippetTable[id].some((part) => part.step === step))).toEqual([])
    expect(commandOf({ task: 'recreateCompute', data: { compute: ids.cluster } })).toBeNull()
  })

  it('has a name of its own for each snippet of a step', () => {
    for (const about of Object.values(abouts)) for (const step of stepIds) {
      const names = snippetsOf(step, about).map(({ id, what }) => `${id} ${what}`)
      expect(new Set(names).size).toBe(names.length)
    }
  })

  it('offers v2 or REST first beside everything of v1, except for data', () => {
    const v1: readonly Tab[] = ['cliV1', 'sdkV1']
    const leading = all.filter(({ ways: [first] }) => first !== undefined && v1.includes(first.tab))
    expect(new Set(leading.map(({ step }) => step))).toEqual(new Set(['datastores']))
    expect(all.filter(({ step, ways }) => step !== 'datastores' && ways.every(({ tab }) => v1.includes(tab)))).toEqual([])
    expect([tabs.cliV1.supportEnded, tabs.sdkV1.supportEnded]).toEqual(['2025-09-30', '2026-06-30'])
  })
})

describe('the snippets', () => {
  const { open, secured, routed, services } = abouts

  it('of SN-01 print the registry by the property of each version', () => {
    expect(one(open, 'SN-01', 'cli')).toContain('--query container_registry')
    expect(one(open, 'SN-01', 'cliV1')).toContain('--query containerRegistry')
    expect(of(open, 'SN-01')[0]?.notes[0]).toBe(`As read: ${ids.registry}.`)
  })

  it('of SN-02 set and clear the build cluster, each way the same', () => {
    expect(codeIn(of(secured, 'SN-02'), 'rest').map((code) => /--body '(.*)'/.exec(code)?.[1])).toEqual(['{"properties":{"imageBuildCompute":"cpu-build"}}', '{"properties":{"imageBuildCompute":""}}'])
    expect(codeIn(of(secured, 'SN-02'), 'cli').map((code) => code.trim().split('\n').at(-1)?.trim())).toEqual(['--image-build-compute cpu-build', "--image-build-compute ''"])
    const none = { ...open.desired, workspace: { ...open.desired.workspace, imageBuildCompute: null } }
    expect(of({ ...open, desired: none }, 'SN-02')).toEqual([])
  })

  it('of SN-03 register the kinds that need it, with validation skipped', () => {
    const code = codeIn(of(open, 'SN-03'), 'sdkV1')
    expect(code.map((text) => /Datastore\.register_\w+/.exec(text)?.[0])).toEqual(
      ['Datastore.register_azure_blob_container', 'Datastore.register_azure_file_share', 'Datastore.register_azure_sql_database', 'Datastore.register_azure_postgre_sql'])
    expect(code.every((text) => text.includes('skip_validation=True') && !text.includes('//'))).toBe(true)
    expect(codeIn(of(open, 'SN-03'), 'rest').every((text) => text.includes('&skipValidation=true'))).toBe(true)
    expect(codeIn(of(open, 'SN-03'), 'rest').length).toBe(2)
    expect(of(aboutOf(open.current, (choices) => ({ ...choices, datastores: { ...choices.datastores, validation: 'fromInside' } })), 'SN-03')).toEqual([])
  })

  it('of SN-04 make each kind of dataset with validation off', () => {
    expect(of(open, 'SN-04').length).toBe(5)
    expect(codeIn(of(open, 'SN-04'))[1]).toBe([
      'from azureml.core import Dataset, Datastore, Workspace', '', 'workspace = Workspace.get(', '    name="mlw-demand",', '    subscription_id="7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10",', '    resource_group="rg-ml",', ')', '',
      'datastore = Datastore.get(workspace, "my_datastore")', '', 'dataset = Dataset.Tabular.from_json_lines_files(', '    path=[(datastore, "my/path")],', '    validate=False,', ')', '',
    ].join('\n'))
  })

  it('of SN-05 add, remove and create, with the class spelled as it is imported', () => {
    expect(of(open, 'SN-05').map(({ what }) => what)).toEqual(['Add the private endpoint pep-mlw-demand to the workspace', 'Create a further workspace with a private endpoint in the same subnet'])
    expect(of(secured, 'SN-05').map(({ what }) => what)).toEqual(['Remove the private endpoint pep-mlw-demand from the workspace', 'Create a further workspace with a private endpoint in the same subnet'])
    expect(codeIn(of(open, 'SN-05'), 'sdkV1').every((text) => text.includes('import PrivateEndPointConfig,') && text.includes('= PrivateEndPointConfig(') && !text.includes('PrivateEndpointConfig'))).toBe(true)
    expect(one(open, 'SN-05', 'cliV1')).toContain('--pe-auto-approval \\\n  --pe-resource-group rg-net')
  })

  it('of SN-06 use the newer property alone', () => {
    const code = codeIn(of(open, 'SN-06')).join('\n')
    expect(code).not.toMatch(/allow.?public.?access/i)
    expect(code.match(/public.?network.?access\S*[ "=:]+(En|Dis)abled/gi)?.length).toBe(6)
  })

  it('of SN-07 read legacy mode, and read it back once set', () => {
    expect(of(open, 'SN-07').map(({ what }) => what)).toEqual(['Read whether legacy mode is on'])
    const set = of(services, 'SN-07')[1]?.ways.find(({ tab }) => tab === 'cliV1')?.code ?? ''
    expect(set).toMatch(/1\.41\.0 or newer\.[\s\S]*--v1-legacy-mode False[\s\S]*read it back\.[\s\S]*--query v1LegacyMode/)
    expect(codeIn(of(services, 'SN-07'), 'cli').length + codeIn(of(services, 'SN-07'), 'sdkV2').length).toBe(0)
  })

  it('of SN-08 create a compute in its subnet, by SDK v1 only with a public IP', () => {
    expect(codeIn(of(routed, 'SN-08'), 'sdkV1')[0]).toMatch(/AmlCompute\.provisioning_configuration\([\s\S]*vnet_resourcegroup_name="rg-net",\n {4}vnet_name="vnet-demand",\n {4}subnet_name="snet-training"/)
    const closed = aboutOf(routed.current, (choices) => ({ ...choices, outbound: { ...choices.outbound, newCompute: 'withoutPublicIp' } }))
    expect(codeIn(of(closed, 'SN-08'), 'sdkV1')).toEqual([])
    expect(one(closed, 'SN-08', 'cli')).toContain('--set enable_node_public_ip=False')
  })

  it('of SN-09 route the service past the firewall', () => {
    expect(one(routed, 'SN-09', 'cli')).toMatch(/--route-table-name rt-training[\s\S]*--address-prefix AzureMachineLearning \\\n {2}--next-hop-type Internet/)
    expect(of(open, 'SN-09')).toEqual([])
  })

  it('of SN-10 and SN-15 call Azure Resource Manager', () => {
    expect(one(open, 'SN-10', 'rest')).toContain(`https://management.azure.com${ids.workspace}/diagnose?api-version=2025-06-01`)
    expect(one(open, 'SN-15', 'rest')).toContain(`https://management.azure.com${ids.workspace}/outboundNetworkDependenciesEndpoints?api-version=2025-06-01`)
  })

  it('of SN-11 ask for the tags of the region', () => {
    expect(one(open, 'SN-11', 'cli')).toContain('"MicrosoftContainerRegistry.westeurope"')
    expect(one(open, 'SN-11', 'powerShell')).toContain("'MicrosoftContainerRegistry.westeurope'")
  })

  it('of SN-12 read names from the interfaces of the workspace’s endpoints', () => {
    expect(one(secured, 'SN-12', 'cli').match(/privateEndpoints\/\S+/g)?.length).toBe(6)
    expect(of({ ...open, desired: open.current }, 'SN-12')).toEqual([])
  })

  it('of SN-13 link zones last, without registration, and make nothing that is there', () => {
    const code = codeIn(of(open, 'SN-13'), 'cli')
    expect(code.length).toBe(6)
    for (const text of code) expect(text).toMatch(/private-dns zone create[\s\S]*private-endpoint create[\s\S]*dns-zone-group create[\s\S]*link vnet create[\s\S]*--registration-enabled false/)
    expect(code.join('\n')).not.toContain('--registration-enabled true')
    expect(of(secured, 'SN-13')).toEqual([])
    expect(codeIn(of(abouts.hub, 'SN-13')).join('\n')).not.toMatch(/private-dns|dns-zone-group/)
    expect(of(abouts.hub, 'SN-13').every(({ notes }) => notes.some((note) => note.includes('written elsewhere')))).toBe(true)
  })

  it('of SN-14 let in first and deny last', () => {
    const [storage = ''] = codeIn(of(open, 'SN-14'), 'cli')
    expect(storage).toMatch(/network-rule add[\s\S]*--resource-id \S+mlw-demand[\s\S]*--tenant-id[\s\S]*storage account update[\s\S]*--default-action Deny/)
    const [bySubnet = ''] = codeIn(of(services, 'SN-14'), 'cli')
    expect(bySubnet).toMatch(/subnet update[\s\S]*--service-endpoints Microsoft\.Storage[\s\S]*network-rule add[\s\S]*--subnet[\s\S]*--default-action Deny/)
    expect(codeIn(of(open, 'SN-14')).filter((code) => code.includes('--sku Premium')).length).toBe(1)
    expect(of(secured, 'SN-14')).toEqual([])
  })
})

describe('in each cloud, the snippets', () => {
  const foreign: Readonly<Record<CloudId, RegExp>> = { AzureCloud: /usgovcloudapi|chinacloudapi/, AzureUSGovernment: /azure\.com|windows\.net|chinacloudapi/, AzureChinaCloud: /azure\.com|windows\.net|usgovcloudapi/ }

  it.each(clouds)('call the hosts of %s and no others', (cloud) => {
    const about = inCloud(cloud)
    const code = codeIn(allSnippets(about))
    const hosts = new Set(code.flatMap((text) => text.match(/https:\/\/[^/"']+/g) ?? []))
    const own = [cloudOf(cloud).arm, ...(cloud === 'AzureCloud' ? [] : [cloudOf(cloud).authority])]
    expect([...hosts].sort()).toEqual(own.sort())
    // Azure Monitor's zones have no documented counterpart everywhere.
    expect(codeIn(allSnippets(about).filter(({ step }) => step !== 'monitoring')).filter((text) => foreign[cloud].test(text))).toEqual([])
  })

  it.each(clouds.slice(1))('sign in to %s by either SDK', (cloud) => {
    const about = inCloud(cloud)
    expect(codeIn(allSnippets(about), 'sdkV1').every((code) => code.includes(`InteractiveLoginAuthentication(cloud="${cloud}")`))).toBe(true)
    expect(codeIn(allSnippets(about), 'sdkV2').every((code) => code.includes(`cloud="${cloud}"`) && code.includes(`authority="${cloudOf(cloud).authority}"`))).toBe(true)
  })
})

describe('no snippet', () => {
  it('holds a secret: what signs in comes from the environment', () => {
    const code = codeIn(all).join('\n')
    expect([...new Set(code.match(/\w*(key|password|secret|token|sas)\w*=.*/gi))].filter((line) => !/^\w+=os\.environ\["[A-Z_]+"\],$/.test(line))).toEqual([])
    expect(code).not.toMatch(/--account-key|SharedAccess|sig=|"key":/)
    expect([...new Set(code.match(/(?<=[{,] ?)key: [^}]*/g))]).toEqual(['key: env.STORAGE_ACCOUNT_KEY'])
  })

  it('loses a letter when it is coloured', () => {
    expect(all.flatMap(({ ways }) => ways).filter(({ tab, code }) => highlight(code, tabs[tab].language).map((line) => line.map(({ text }) => text).join('')).join('\n') !== code)).toEqual([])
  })
})

const places = ['mlw-demand', 'rg-ml', 'rg-net', 'vnet-demand', 'snet-training', 'stdemand', 'kv-demand', 'crdemand', 'cpu-train', 'ci-ana', 'rt-training', 'westeurope']

/** A hostile text in every place that a name can stand, told apart by its end. */
const hostile = (text: string): About => renamed(abouts.routed, Object.fromEntries(places.map((from, index) => [from, `n${text.replaceAll(/[/\s]/g, '')}x${index}`])))

const hostiles = [...HOSTILE, ...fc.sample(fc.string({ unit: anyCharacter, maxLength: 12 }), { numRuns: 8, seed: 20261126 })].map(hostile)

/** The texts that Python reads in each script; null where there is no Python. */
function literals(scripts: readonly string[]): readonly (readonly string[])[] | null {
  const program = [
    'import ast, json, sys', 'scripts = json.load(sys.stdin)',
    'print(json.dumps([[node.value for node in ast.walk(ast.parse(script)) if isinstance(node, ast.Constant) and isinstance(node.value, str)] for script in scripts]))',
  ].join('\n')
  try {
    return JSON.parse(execFileSync('python3', ['-c', program], { input: JSON.stringify(scripts), encoding: 'utf8', maxBuffer: 1 << 26 })) as string[][]
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** What `az` is told by each list of scripts, one list a call. Nothing but functions can run. */
function told(lists: readonly (readonly string[])[]): readonly (readonly (readonly string[])[])[] {
  const stubs = ['exec 3>&1 1>/dev/null', 'PATH=', 'az() { printf "%s\\0" "$@" >&3; printf "\\0" >&3; }', 'jq() { :; }']
  // Of a loop, its list alone is said: each turn would begin processes, which takes seconds here.
  const straight = (script: string): string => script.replace(/\nfor endpoint in ("\$\{endpoints\[@\]\}")[\s\S]*/, '\naz $1')
  const program = [...stubs, ...lists.flatMap((scripts) => [...scripts.map(straight), 'az next list'])].join('\n')
  // From a file: what bash reads from a pipe, it reads byte by byte.
  const folder = mkdtempSync(join(tmpdir(), 'ringfence-snippets-'))
  writeFileSync(join(folder, 'all.sh'), program)
  const output = execFileSync('/bin/bash', [join(folder, 'all.sh')], { encoding: 'utf8', maxBuffer: 1 << 26 })
  rmSync(folder, { recursive: true })
  return output.split('next\0list\0\0').map((part) => part.split('\0\0').map((call) => call.split('\0')).filter((call) => call.length > 1))
}

describe('the code', () => {
  it('is bash that parses', () => {
    const scripts = [...Object.values(abouts), ...clouds.map(inCloud)].flatMap((about) => written(about, 'bash'))
    expect(() => execFileSync('bash', ['-n'], { input: scripts.join('\n') })).not.toThrow()
  })

  it('is Python that parses, and keeps a hostile name as one text', (context) => {
    const scripts = [...Object.values(abouts), ...clouds.map(inCloud), ...hostiles].flatMap((about) => written(about, 'python').map((script) => ({ name: nameOf(about.current.workspace.id), script })))
    const read = literals(scripts.map(({ script }) => script))
    if (read === null) return context.skip('python3 is not here, so the Python of the snippets was not read')
    expect(scripts.filter(({ name }, index) => !(read[index] ?? []).some((each) => each === name || each === 'my-workspace'))).toEqual([])
  })

  it('keeps a hostile name as one word of bash', () => {
    const flagsOf = (calls: readonly (readonly string[])[]) => calls.map((call) => call.filter((each) => each.startsWith('--')).join(' '))
    const [first = [], ...others] = told([abouts.routed, ...hostiles].map((about) => written(about, 'bash')))
    const plain = flagsOf(first)
    for (const [index, about] of hostiles.entries()) {
      const name = oneLine(nameOf(about.current.workspace.id))
      const calls = others[index] ?? []
      expect({ name, flags: flagsOf(calls) }).toEqual({ name, flags: plain })
      const names = calls.flatMap((call) => (call.includes('--workspace-name') ? [call[call.indexOf('--workspace-name') + 1]] : []))
      expect(new Set(names.filter((each) => each !== 'my-workspace'))).toEqual(new Set([name]))
    }
  })
})

describe('snippets.md', () => {
  const golden = (name: string, text: string): string => {
    const path = join(import.meta.dirname, 'golden', `${name}.md`)
    if (process.env['GOLDEN'] === '1') {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, text)
    }
    return existsSync(path) ? readFileSync(path, 'utf8') : ''
  }

  it.each(['open', 'hub', 'secured'] as const)('of %s is the one that was read and kept', (name) => {
    const { text } = snippetsFile(abouts[name])
    expect(text, 'run npm run golden').toBe(golden(name, text))
  })

  it('makes no markup of names', () => {
    for (const about of hostiles) {
      const outside = snippetsFile(about).text.split(/^`{3,}.*$/m).filter((_, index) => index % 2 === 0).join('\n')
      expect(outside.split('\n').filter((line) => /(?<!\\)(<b>|\]\()/.test(line))).toEqual([])
    }
  })
})
