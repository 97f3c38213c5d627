import { describe, expect, it } from 'vitest'
import { armId, nameOf, subscriptionOf } from '../base/armId.ts'
import type { Change } from '../changes/change.ts'
import { between } from './fixtures/between.ts'
import { journey } from './fixtures/journey.ts'
import { draft, endpoint, inputOf, ml, vaultId, workspaceId, zoneId } from './fixtures/plans.ts'
import { type ExportFormat, exportFormats } from './index.ts'

const readMeIn = (format: ExportFormat, plan: readonly Change[], tasks?: (task: { readonly task: string }) => string): string =>
  exportFormats[format](inputOf(plan, tasks === undefined ? {} : { tasks })).files.find(({ path }) => path === 'README.md')?.text ?? ''
const readMesOf = (plan: readonly Change[]): readonly string[] => (['bicep', 'arm', 'terraform', 'cli'] as const).map((format) => readMeIn(format, plan))
const stepsIn = (text: string): readonly string[] => text.split('\n').filter((line) => /^\d+\. /.test(line))

/** An endpoint for which the zone is linked already. */
function felt(): readonly Change[] {
  const plan = draft()
  endpoint(plan, { id: vaultId, group: 'vault', zones: [zoneId('privatelink.vaultcore.azure.net')] })
  return plan.changes.map((change): Change => (change.type === 'Microsoft.Network/privateEndpoints' ? { ...change, interrupts: true } : change))
}

describe('the read-me', () => {
  it('names endpoints whose zones are linked already, so that somebody chooses the time', () => {
    for (const text of readMesOf(felt())) {
      expect(text).toContain(`Choose a time when no job runs and no image is built. The zones of \`${nameOf(felt()[0]?.id ?? ml)}\` are linked`)
      expect(text).toContain('The zone groups in these files write the records')
    }
    for (const text of readMesOf(felt().map((change) => ({ ...change, interrupts: false })))) expect(text).not.toContain('Choose a time')
  })

  it('says that zone groups write the records only of endpoints that have one', () => {
    for (const text of readMesOf(felt().slice(0, 1))) {
      expect(text).not.toContain('The zone groups in these files')
      expect(text).toContain('whoever writes them has to be ready')
    }
  })

  it('says what people do at its place among the steps, in words', () => {
    const plan = between('endpoint')
    const words = ({ task }: { readonly task: string }): string => `Words of ${task}, [as] on screen`
    expect(stepsIn(readMeIn('bicep', plan, words)).map((step) => step.replace(/(Delete).*\/(\S+) by hand/, '$1 $2').slice(0, 75))).toEqual([
      '1. Run what-if and read it: it must show no change that the plan does not h',
      '2. Deploy `prepare` of `1-own-team`. It only adds; what is open stays open.',
      '3. Task 2, by hand: Words of approveEndpoint, \\[as\\] on screen',
      '4. Task 3, by hand: Words of writeRecords, \\[as\\] on screen',
      '5. Deploy `prepare` of `2-own-team`. It only adds; what is open stays open.',
      '6. Task 6, by hand: Words of recreateCompute, \\[as\\] on screen',
      '7. Test from inside the network: names resolve to private addresses, the st',
      '8. Delete pep-old` (change 7).',
      expect.stringMatching(/^9\. Run what-if for `lockdown` of `\d-own-team`, then deploy it\. It closes/),
      '10. Delete old` (change 9).',
    ])
    for (const format of ['arm', 'terraform'] as const) expect(stepsIn(readMeIn(format, plan, words)).join('\n')).toMatch(/Task 2,[^]*Task 3,[^]*`2-own-team`[^]*Task 6,[^]*Test[^]*change 7[^]*lockdown[^]*change 9/)
    expect(readMeIn('bicep', plan)).toContain('recreateCompute cpu\\|1 |')
  })

  it('puts tasks that wait for nothing before all that is deployed', () => {
    expect(stepsIn(readMeIn('arm', between('nothing'))).slice(1, 4).join('\n')).toMatch(/Task 2,[^]*Task 3,[^]*Deploy `prepare`\./)
  })

  it('speaks of lockdown and of undoing only where something is closed', () => {
    for (const format of ['bicep', 'arm', 'terraform', 'cli'] as const) {
      const [open, closing] = [readMeIn(format, felt()), readMeIn(format, between('endpoint'))]
      expect(open).not.toMatch(/closes public access|phase=lockdown|deploy\.sh lockdown/)
      expect(closing).toMatch(/closes public access/)
    }
    for (const format of ['bicep', 'arm', 'terraform'] as const) expect(readMeIn(format, felt())).not.toContain('## Undo')
  })

  it('of templates says what lockdown sends again, and which lists lose what somebody adds meanwhile', () => {
    for (const format of ['bicep', 'arm'] as const) expect(readMeIn(format, journey())).toMatch(/`lockdown` sends again what `prepare` made[^]*is removed:\n\n- `\S+nsg-train`\n/)
    expect(readMeIn('bicep', felt())).not.toContain('sends again')
    expect(readMeIn('terraform', journey())).not.toContain('sends again')
  })

  it('gives the registration of a provider as a command', () => {
    const plan = draft()
    plan.change({ do: 'action', id: armId(`/subscriptions/${subscriptionOf(ml)}/providers/Microsoft.Insights`), action: 'register' })
    expect(readMeIn('terraform', plan.changes)).toMatch(/Run `az provider register --namespace Microsoft\.Insights --wait --subscription [0-9a-f-]{36}`/)
  })

  it('warns of a whole workspace in every format that sends one', () => {
    const plan = draft()
    plan.change({ do: 'update', id: workspaceId, phase: 'lockdown', patch: { properties: { publicNetworkAccess: 'Disabled' } } })
    for (const format of ['bicep', 'arm', 'terraform'] as const) expect(readMeIn(format, plan.changes)).toMatch(/machine learning workspace[^]*is not documented/)
  })

  it('of the scripts shows how each folder is run, and who needs which rights', () => {
    const plan = between('endpoint').map((change, index): Change => (index === 4 ? { ...change, owner: 'Hub' } : change))
    const text = readMeIn('cli', plan)
    for (const run of ['bash ./1-own-team/deploy.sh prepare', 'bash ./2-hub/deploy.sh prepare', './2-hub/deploy.ps1 prepare', 'bash ./1-own-team/deploy.sh lockdown']) expect(text).toContain(`${run}\n`)
    expect(text).toContain('the role Reader is enough')
  })
})

describe('a secret', () => {
  const plan = (): readonly Change[] => {
    const { change, changes } = draft()
    change({ do: 'create', id: zoneId('z'), body: { location: 'global', properties: {} }, secrets: [{ path: 'properties.word', parameter: 'jumpBoxPassword', description: 'Password.' }] })
    return changes
  }

  it('that nobody has put into the environment stops a deployment', () => {
    const files = exportFormats.bicep(inputOf(plan())).files
    expect(files.find(({ path }) => path === 'main.bicepparam')?.text).toContain("param jumpBoxPassword = readEnvironmentVariable('JUMP_BOX_PASSWORD')\n")
    expect(files.find(({ path }) => path === 'main.bicep')?.text).toContain('@secure()\n@minLength(1)\nparam jumpBoxPassword string')
    expect(readMeIn('arm', plan())).toContain('--parameters jumpBoxPassword="${JUMP_BOX_PASSWORD:?}"')
  })
})
