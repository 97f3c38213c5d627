/** How runs end: with a fault that heals, refused by a policy, with a closing taken back, and undone; on a plan of four changes. */
import { strFromU8, unzipSync } from 'fflate'
import type { Page } from '@playwright/test'
import { isObject, type JsonObject } from '../src/base/json.ts'
import type { Cloud } from '../src/simulator/cloud.ts'
import { ids } from '../src/simulator/scenarios/bodies.ts'
import type { World } from '../src/simulator/world.ts'
import { answering, passing, picture, quick, readWorkspace, runNoise } from './applying.ts'
import { violations } from './axe.ts'
import { expect, registeredAt, test } from './azure.ts'
import { sticksOut } from './fitting.ts'
import { answer, downloaded, goToStep, heading, visit } from './pages.ts'

test.use({ cloudNoise: new RegExp(`${runNoise.source}|^console error: Failed to load resource|^(400|409) https://management\\.azure\\.com/`) })
test.setTimeout(600_000)

const idOf = ({ id }: JsonObject): string => (typeof id === 'string' ? id : '')

const within = (body: JsonObject | null | undefined, key: string): JsonObject => {
  const inner = body?.[key]
  return isObject(inner) ? inner : {}
}

/** The properties of a resource as the simulated Azure has them now, and the rules of its firewall. */
const propertiesOf = (cloud: Cloud, id: string): JsonObject => within(cloud.body(id), 'properties')
const rulesOf = (cloud: Cloud, id: string): JsonObject => within(propertiesOf(cloud, id), 'networkAcls')

const withProperties = (body: JsonObject, properties: JsonObject): JsonObject => ({ ...body, properties: { ...within(body, 'properties'), ...properties } })

const opened: Readonly<Record<string, JsonObject>> = {
  [ids.account]: { networkAcls: { bypass: 'AzureServices', defaultAction: 'Allow', ipRules: [], virtualNetworkRules: [], resourceAccessRules: [] } },
  [ids.vault]: { publicNetworkAccess: 'Enabled', networkAcls: { bypass: 'AzureServices', defaultAction: 'Allow', ipRules: [], virtualNetworkRules: [] } },
}

/** A secured estate in which two doors stand open again and one zone has lost its link: a link to make, an exception to write, two closings. */
const ajar = (world: World): World => ({
  ...world,
  resources: world.resources.filter((body) => !/privatelink\.vaultcore\.azure\.net\/virtualNetworkLinks\//i.test(idOf(body))).map((body) => withProperties(body, opened[idOf(body)] ?? {})),
})

/** What a person sees at every stop of a run: it fits, and axe finds nothing. */
async function looked(page: Page, name: string): Promise<void> {
  await picture(page, name)
  expect(await violations(page), name).toEqual([])
  await page.setViewportSize({ width: 390, height: 800 })
  expect(await sticksOut(page), name).toEqual([])
  await page.setViewportSize({ width: 1440, height: 900 })
}

/** What nobody but a person knows of the estate, answered so that nothing is added for it. */
const answers = [['Prerequisites', 'Do people work in the studio?', /^No\b/], ['Outbound access', /^Which package sources/, /^None/], ['Storage', /ParallelRunStep/, /^No\b/]] as const

/** Reads the workspace, answers what is asked, and starts the run, with the changes of these numbers left to people. */
async function started(page: Page, byHand = ''): Promise<ReturnType<typeof passing>> {
  await readWorkspace(page)
  for (const [step, asked, said] of answers) {
    await goToStep(page, step)
    await answer(page, asked, said)
  }
  await visit(page, '/apply')
  await page.clock.install()
  const pass = passing(page)
  await page.getByRole('textbox', { name: 'Leave other changes as tasks by hand' }).fill(byHand)
  await page.getByRole('button', { name: /^Start: \d+ changes$/ }).click()
  return pass
}

const nothing = (): Promise<void> => Promise.resolve()

/** Waits while time passes. */
const until = (pass: ReturnType<typeof passing>, isThere: () => Promise<void>): Promise<void> => expect(async () => {
  await pass(5000)
  await isThere()
}).toPass({ timeout: 120_000 })

const diagnosed = (page: Page) => () => expect(page.getByRole('button', { name: 'Run the diagnosis again' })).toBeVisible({ timeout: 500 })

test('a run meets faults that heal, ends as desired, says so in its evidence, and is undone: what it made stays', async ({ page, azure, site }) => {
  const faults = [{ fault: 'F02', variant: 'applied', on: { method: 'PUT', path: '/virtualNetworkLinks/' } }, { fault: 'F37', on: { method: 'PATCH', path: '/storageAccounts/' }, seconds: 5 }] as const
  const cloud = azure.open('secured', (world) => ({ ...registeredAt(site.address)(quick(ajar(world))), faults }))
  const access = (id: string) => rulesOf(cloud, id)
  const before = [access(ids.account), access(ids.vault)]
  const pass = await started(page)
  await answering(page, pass, async () => heading(page, /^Done: /).isVisible(), nothing)
  await until(pass, diagnosed(page))
  await expect(heading(page)).toHaveText(/^Done: (\d+) of \1 changes, as desired$/)
  expect([access(ids.account)['defaultAction'], access(ids.vault)['defaultAction']]).toEqual(['Deny', 'Deny'])
  const back = page.getByRole('table', { name: 'Read back from Azure' })
  await expect(back.getByRole('row', { name: /Zones are linked to the networks/ })).toContainText('10 of 10')
  await expect(page.getByRole('region', { name: 'Workspace diagnostics' })).toContainText('does not prove')
  await page.getByRole('button', { name: 'kv-demand.vault.azure.net is as expected' }).click()
  const report = page.getByRole('textbox', { name: /^Paste a report/ })
  await report.fill('all good')
  await looked(page, 'ends-no-report')
  await report.fill("{'value': {'dns_resolution_results': [{'code': 'CustomDnsInUse', 'level': 'Warning', 'message': \"It is detected VNet '/subscriptions/s' of private endpoint '/subscriptions/s' is not using Azure default DNS.\"}]}}")
  await expect(page.getByRole('table', { name: 'Results of the pasted report' })).toContainText('CustomDnsInUse')
  await looked(page, 'ends-done')

  const { name, bytes } = await downloaded(page, () => page.getByRole('button', { name: 'Save evidence' }).click())
  expect(name).toMatch(/-evidence-[\w-]+\.zip$/)
  const files = Object.fromEntries(Object.entries(unzipSync(bytes)).map(([path, content]) => [path, strFromU8(content)]))
  expect(Object.keys(files).sort()).toEqual(['evidence.json', 'manifest.json', 'report.md'])
  expect(files['report.md']).toContain('| `kv-demand.vault.azure.net` | `10.20.2.9` | yes |')
  expect(Object.values(files).filter((text) => /eyJ[\w-]+\.|bearer /i.test(text))).toEqual([])

  await page.getByRole('button', { name: 'Restore what this run changed' }).click()
  const card = page.getByRole('region', { name: 'Restore what this run changed' })
  await expect(card).toContainText('3 changes are undone, doors first. 1 stays as listed.')
  await expect(card.getByRole('table', { name: 'Stays' }).getByRole('row', { name: /link, privatelink\.vault/ })).toBeVisible()
  await looked(page, 'ends-undo')
  await card.getByRole('button', { name: 'Restore 3 changes' }).click()
  await until(pass, () => expect(heading(page, /^Restored: /)).toBeVisible({ timeout: 500 }))
  await until(pass, diagnosed(page))
  await expect(heading(page)).toHaveText('Restored: 3 changes undone, 1 stays')
  expect([access(ids.account), access(ids.vault)]).toEqual(before)
  await expect(page.getByRole('table', { name: 'Stays' })).toContainText('Created by this run')
  await expect(page.getByRole('table', { name: 'Read back from Azure' }).getByRole('row', { name: /equals what stood there before/ })).toContainText('3 of 3')
  await looked(page, 'ends-restored')
})

test('a closing that a policy refuses pauses the run: what happened, one remedy, the id to quote; nothing is sent again', async ({ page, azure, site }) => {
  const faults = [{ fault: 'F52', on: { method: 'PATCH', path: '/vaults/', times: 'always' } }] as const
  const cloud = azure.open('secured', (world) => ({ ...registeredAt(site.address)(quick(ajar(world))), faults }))
  const pass = await started(page)
  await answering(page, pass, async () => heading(page, /^Paused/).isVisible(), nothing)
  const card = page.getByRole('alert').filter({ hasText: 'Azure Policy' })
  await expect(card).toContainText('The Azure Policy “')
  await expect(card).toContainText('Nothing was changed by this write.')
  await expect(card.getByRole('button', { name: 'Change the plan' })).toBeVisible()
  await expect(card).toContainText(/Correlation id\s*[0-9a-f-]{36}/i)
  expect(propertiesOf(cloud, ids.vault)['publicNetworkAccess']).toBe('Enabled')
  expect(azure.heard().filter((request) => /^PATCH .*\/vaults\//.test(request))).toHaveLength(1)
  await looked(page, 'ends-policy')
})

test('a closing is taken back while it is watched: its door is open again, the run pauses and can go on', async ({ page, azure, site }) => {
  const cloud = azure.open('secured', (world) => registeredAt(site.address)(quick(ajar(world))))
  const door = () => rulesOf(cloud, ids.vault)['defaultAction']
  const pass = await started(page)
  const takeBack = page.getByRole('button', { name: 'Take back kv-demand' })
  await answering(page, pass, async () => takeBack.isVisible(), nothing)
  expect(door()).toBe('Deny')
  await looked(page, 'ends-watched')
  const sent = azure.heard().length
  await takeBack.click()
  await until(pass, () => expect(heading(page, /^Paused/)).toBeVisible({ timeout: 500 }))
  expect([door(), azure.heard().slice(sent).filter((request) => /^(PUT|PATCH|DELETE) .*\/vaults\//.test(request)).length]).toEqual(['Allow', 1])
  await looked(page, 'ends-taken-back')
  await page.getByRole('button', { name: 'Go on' }).click()
  await answering(page, pass, async () => heading(page, /^Done: /).isVisible(), nothing)
  expect(door()).toBe('Deny')
  // On another visit a run that is done is still offered to be put back, and nothing of it goes out before that is seen.
  await page.reload()
  const past = page.getByRole('region', { name: 'The last run' })
  await expect(past).toContainText(/A run of this workspace ended .*: \d changes? done\./)
  await expect(page.getByText('A run has changed the estate since it was read.', { exact: false })).toBeVisible()
  await looked(page, 'ends-past')
  await past.getByRole('button', { name: 'Restore what it changed …' }).click()
  await expect(page.getByRole('heading', { name: 'Restore what this run changed' })).toBeVisible()
  await looked(page, 'ends-past-undo')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(past).toBeVisible()
  expect(door()).toBe('Deny')
})

test('a task by hand is checked in Azure and waits over a reload; a closing of an earlier visit is taken back by itself', async ({ page, azure, site }) => {
  const cloud = azure.open('secured', (world) => registeredAt(site.address)(quick(ajar(world))))
  const door = () => rulesOf(cloud, ids.vault)['defaultAction']
  const pass = await started(page, '2')
  const check = page.getByRole('button', { name: /^Check in Azure/ })
  const pausedBy = async (button: string) => {
    await page.getByRole('button', { name: button }).click()
    await until(pass, () => expect(heading(page, /^Paused/)).toBeVisible({ timeout: 500 }))
  }
  await until(pass, () => expect(check).toBeVisible({ timeout: 500 }))
  await check.click()
  await until(pass, () => expect(page.getByText(/Not done yet, as Azure shows/)).toBeVisible({ timeout: 500 }))
  await looked(page, 'ends-task')
  await pausedBy('Pause, come back later')
  await page.reload()
  await page.getByRole('button', { name: 'Leave it as it is …' }).click()
  await expect(page.getByText('Nothing is sent. What was done stays', { exact: false })).toBeVisible()
  await looked(page, 'ends-leaving')
  // The button that asked is gone: the keyboard goes on with the harmless answer, and back to it.
  await expect(page.getByRole('button', { name: 'Keep it open' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Leave it as it is …' })).toBeFocused()
  await page.getByRole('button', { name: 'Look, read again and go on' }).click()
  await until(pass, () => expect(check).toBeVisible({ timeout: 500 }))

  const zone = cloud.bodies().map(idOf).find((id) => /privateDnsZones\/privatelink\.vaultcore\.azure\.net$/i.test(id)) ?? ''
  await cloud.fetch(new Request(`https://management.azure.com${zone}/virtualNetworkLinks/lnk-vnet-demand?api-version=2024-06-01`, {
    method: 'PUT', headers: { authorization: `Bearer ${cloud.token()}`, 'content-type': 'application/json' }, body: JSON.stringify({ location: 'global', properties: { registrationEnabled: false, virtualNetwork: { id: ids.network } } }),
  }))
  const takeBack = page.getByRole('button', { name: 'Take back kv-demand' })
  await until(pass, async () => {
    if (await check.isVisible()) await check.click({ timeout: 500 })
    await expect(check).not.toBeVisible({ timeout: 500 })
  })
  await answering(page, pass, async () => takeBack.isVisible(), nothing)
  expect(door()).toBe('Deny')
  await pausedBy('Pause after running')
  await looked(page, 'ends-paused-closed')
  await page.reload()
  await expect(takeBack).toBeVisible()
  await looked(page, 'ends-earlier')
  await takeBack.click()
  await until(pass, () => expect(page.getByText('Taken back: it is open as before this run.', { exact: false })).toBeVisible({ timeout: 500 }))
  expect(door()).toBe('Allow')
})
