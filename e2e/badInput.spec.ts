import { writeFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { halfRefused, longNames, oddCase, sample, twoWorkspaces, unknownType, withWorkspace } from './estates.ts'
import { type Chosen, goTo, heading, openFile, openSample, openSnapshot, start } from './pages.ts'
import { expect, test } from './quiet.ts'

/** What the start page says of a file that it does not open. */
async function refusal(page: Page, chosen: Chosen): Promise<string> {
  await start(page)
  await openFile(page, chosen)
  const alert = page.getByRole('alert')
  await expect(alert).toBeVisible()
  await expect(page.getByRole('button', { name: 'Choose file…' })).toBeEnabled()
  return await alert.textContent() ?? ''
}

const refused: readonly { readonly of: string; readonly file: Chosen; readonly says: RegExp; readonly next: RegExp }[] = [
  { of: 'an empty file', file: { name: 'empty.json', text: '' }, says: /^empty\.json is not JSON/, next: /Choose the \.json file itself/ },
  { of: 'a page saved as JSON', file: { name: 'page.json', text: '<!doctype html><title>Sign in</title>' }, says: /^page\.json is not JSON/, next: /not a page or an archive/ },
  { of: 'JSON of another kind', file: { name: 'other.json', text: '{"$schema":"x","parameters":{}}' }, says: /^other\.json is JSON and not a snapshot\. Missing or of another kind: ringfence/, next: /What the file holds/ },
  { of: 'a list', file: { name: 'list.json', text: '[]' }, says: /is JSON and not a snapshot/, next: /A snapshot begins with/ },
  { of: 'a newer form', file: { name: 'newer.json', text: JSON.stringify({ ...sample('open'), ringfence: 2 }) }, says: /has form 2; this version reads form 1/, next: /Open it with the version that wrote it/ },
  { of: 'a snapshot without its workspace', file: { name: 'bare.json', text: JSON.stringify({ ...sample('open'), resources: [] }) }, says: /names the workspace .*mlw-parcel-dev and does not hold it/, next: /Take the snapshot again/ },
]

test.describe('a file that cannot be opened is said clearly, and another can be chosen:', () => {
  for (const { of, file, says, next } of refused) {
    test(of, async ({ page }) => {
      const text = await refusal(page, file)
      expect(text).toMatch(says)
      expect(text).toMatch(next)
    })
  }

  test('a file of 51 MB, which is not read', async ({ page }, info) => {
    const path = info.outputPath('huge.json')
    await writeFile(path, Buffer.alloc(51 * 1024 * 1024, ' '))
    expect(await refusal(page, path)).toMatch(/^huge\.json has 51 MB; a snapshot has at most 50 MB\./)
  })

  test('a workspace that nobody was allowed to read', async ({ page }) => {
    const file = sample('open')
    const text = await refusal(page, { name: 'denied.json', text: JSON.stringify({ ...file, resources: [], refused: [{ id: file.workspaceId, status: 403, code: 'AuthorizationFailed' }] }) })
    expect(text).toMatch(/could not be read when denied\.json was taken \(403 AuthorizationFailed\).*Reader on the workspace/)
  })
})

test('after a bad file a good one opens, and an open estate is not lost to a bad file', async ({ page }) => {
  await openSample(page)
  await page.getByRole('link', { name: 'Ringfence' }).click()
  await openFile(page, { name: 'broken.json', text: '{' })
  await expect(page.getByRole('alert')).toContainText('broken.json is not JSON')
  await page.getByRole('region', { name: 'Continue in this browser' }).getByRole('button', { name: 'mlw-parcel-dev', exact: true }).click()
  await expect(page.getByRole('link', { name: /^Assessment/ }).or(page.getByRole('button', { name: 'Menu' })).first()).toBeVisible()
})

test('a file dropped on the start page is opened', async ({ page }) => {
  await start(page)
  const dropped = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([text], 'dropped.json', { type: 'application/json' }))
    return transfer
  }, JSON.stringify(sample('open')))
  await page.getByRole('main').dispatchEvent('drop', { dataTransfer: dropped })
  await expect(heading(page, 'Assessment of the current estate')).toBeVisible()
})

/** The finding with this title, opened. */
async function findingOf(page: Page, title: string | RegExp) {
  const row = page.getByRole('table', { name: /^Findings/ }).getByRole('button', { name: title }).first()
  await expect(row).toBeVisible()
  await row.click()
  await expect(page.getByRole('term').filter({ hasText: /^Remedy$/ })).toBeVisible()
}

test.describe('an estate that the article does not describe opens, says so, and leads on:', () => {
  for (const kind of ['Hub', 'Project', 'FeatureStore']) {
    test(`a workspace of kind ${kind}`, async ({ page }) => {
      await openSnapshot(page, withWorkspace((workspace) => { workspace.kind = kind }))
      await findingOf(page, new RegExp(`\\b${kind}\\b`))
      await goTo(page, 'Export')
    })
  }

  test('a workspace with a managed network', async ({ page }) => {
    await openSnapshot(page, withWorkspace((workspace) => { workspace.properties['managedNetwork'] = { isolationMode: 'AllowInternetOutbound', status: { status: 'Active' } } }))
    await findingOf(page, /isolationMode is AllowInternetOutbound/)
    await goTo(page, 'Export')
  })

  test('two workspaces that share a storage account: the second is named, not taken for the first', async ({ page }) => {
    await openSnapshot(page, twoWorkspaces())
    await expect(page.getByText('mlw-parcel-dev', { exact: true }).first()).toBeVisible()
    await goTo(page, 'Plan')
    // Only its id, among those that the account lets in: what it has today is kept (STOR-08).
    await expect(page.getByRole('main')).toContainText('/workspaces/mlw-parcel-test')
    await expect(page.getByRole('main')).not.toContainText(/(?<!\/)mlw-parcel-test/)
  })

  test('a resource of a type that we do not know is listed', async ({ page }) => {
    await openSnapshot(page, unknownType())
    await expect(page.getByText('Also in the snapshot and not looked at: Contoso.Widgets/sprockets (1).')).toBeVisible()
    await goTo(page, 'Plan')
    await expect(page.getByRole('main')).not.toContainText('sprockets')
  })

  test('half of the reads refused: their number is said, what depends on them is unknown, and the request can be copied', async ({ page }) => {
    const file = halfRefused()
    await openSnapshot(page, file)
    await expect(page.getByRole('heading', { name: new RegExp(`^${file.refused.length} reads were refused; \\d+ findings are unknown$`) })).toBeVisible()
    await page.getByRole('button', { name: 'Show the unknown findings' }).click()
    await expect(page.getByRole('table', { name: /^Findings/ }).getByRole('cell', { name: 'unknown' }).first()).toBeVisible()
    await goTo(page, 'Export')
    await expect(page.getByRole('heading', { name: 'Not in these files' })).toBeVisible()
  })

  test('names of 90 characters stay whole in the text', async ({ page }) => {
    const file = longNames()
    await openSnapshot(page, file)
    const network = file.resources.find(({ type }) => type === 'Microsoft.Network/virtualNetworks')?.name ?? ''
    expect(network).toHaveLength(80)
    await goTo(page, 'Plan')
    await expect(page.getByRole('main').getByTitle(network, { exact: true }).first()).toHaveText(network)
  })
})

test('ids in odd case give the findings and the plan of ids in one case', async ({ page }) => {
  const counts = page.getByRole('list', { name: 'Findings by level' })
  const plan = page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Plan' })
  await openSample(page)
  await expect(plan).toContainText(/\d+ changes/)
  const usual = [await counts.textContent(), await plan.textContent()]
  await openSnapshot(page, { ...oddCase(), takenAt: '2026-11-24T08:00:00Z' })
  await expect(plan).toContainText(/\d+ changes/)
  expect([await counts.textContent(), await plan.textContent()]).toEqual(usual)
})
