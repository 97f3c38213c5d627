/** From the sign-in to the export against Azure under its real names: the product's own build, TLS, the strict policy; and what may happen on the way. */
import type { Page } from '@playwright/test'
import { unzipSync } from 'fflate'
import { azureOnly, expect, registeredAt, test } from './azure.ts'
import { assessed, downloadAll, downloaded, goTo, heading, toExport, walkSteps } from './pages.ts'
import { answerThere, azurePart, kept, openAccount, signIn, tokensGiven, tokensIn } from './signing.ts'
import type { World } from '../src/simulator/world.ts'

/** Chooses the first workspace of the list and begins to read it. */
async function readFirst(page: Page): Promise<void> {
  await expect(heading(page, 'Choose a workspace')).toBeVisible()
  await page.getByRole('main').getByRole('radio').first().check()
  await page.getByRole('button', { name: 'Read this workspace' }).click()
}

/** The bar above the page. */
const signInAgain = (page: Page) => page.getByRole('alert').filter({ has: page.getByRole('button', { name: 'Sign in again' }) }).first()

/** The snapshot that the page saves, without the moment of its taking. */
async function savedSnapshot(page: Page): Promise<string> {
  const { bytes } = await downloaded(page, () => page.getByRole('button', { name: 'Save snapshot' }).click())
  const { takenAt, ...rest } = JSON.parse(new TextDecoder().decode(bytes)) as Readonly<Record<string, unknown>>
  expect(takenAt).toMatch(/^20\d\d-/)
  return JSON.stringify(rest)
}

const calls = (heard: readonly string[]): readonly string[] => heard.filter((line) => /^(GET|POST) https:\/\/management\./.test(line))
const tokenCalls = (heard: readonly string[]): number => heard.filter((line) => /^POST .*\/token\b/.test(line)).length
/** What a refused token makes the browser say: of Azure's 401, of the 400 of a renewal, and of the frame in which MSAL asks at last. */
const refusedOnPurpose = new RegExp([
  azureOnly.source, '^401 https://management\\.azure\\.com/', '^400 https://login\\.microsoftonline\\.com/[^/]+/oauth2/v2\\.0/token\\b', '^console error: Failed to load resource: the server responded with a status of 40[01]',
  '^console warning: An iframe which has both allow-scripts and allow-same-origin',
].join('|'))

test('sign in, choose, read, walk, export; nothing carries a token away', async ({ page, context, azure, site }) => {
  azure.open('open', registeredAt(site.address))
  const given = tokensGiven(context)
  const told: string[] = []
  context.on('console', (message) => told.push(message.text()))
  context.on('request', (request) => told.push(request.url()))
  await signIn(page)
  await expect(page.getByRole('main').getByRole('radio').first()).toBeVisible()
  const before = calls(azure.heard()).length
  await readFirst(page)
  await assessed(page)
  expect(calls(azure.heard()).length - before).toBeLessThanOrEqual(26)
  const snapshot = await savedSnapshot(page)
  await goTo(page, 'Prerequisites')
  await walkSteps(page)
  await toExport(page)
  const { bytes } = await downloadAll(page)
  const files = Object.values(unzipSync(bytes)).map((file) => new TextDecoder().decode(file)).join('\n')
  expect((await given.parts()).length).toBeGreaterThan(3)
  for (const text of [snapshot, files, told.join('\n'), await kept(page, 'own'), await page.content()]) expect(await tokensIn(text, given)).toEqual([])

  await openAccount(page)
  await page.locator('#account').getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('button', { name: /^Sign in to/ })).toBeVisible()
  const left = await kept(page)
  expect(await tokensIn(left, given)).toEqual([])
  expect(left).toContain('mlw-demand')
})

test('the same snapshot results whatever headers the browser may read', async ({ page, azure, site }) => {
  const snapshots: string[] = []
  for (const cors of ['all', 'lro', 'none'] as const) {
    azure.open('open', (world) => registeredAt(site.address)({ ...world, cors }))
    await page.goto('./')
    await page.evaluate(() => sessionStorage.clear())
    await signIn(page)
    await readFirst(page)
    await assessed(page)
    snapshots.push(await savedSnapshot(page))
  }
  expect(new Set(snapshots).size).toBe(1)
})

test.describe('on the way', () => {
  test.use({ cloudNoise: refusedOnPurpose })

  test('a token that ends in the middle is renewed in silence', { tag: '@long' }, async ({ page, azure, site }) => {
    azure.open('open', (world) => registeredAt(site.address)({ ...world, faults: [{ fault: 'F11', on: { nth: 6 } }] }))
    await signIn(page)
    await readFirst(page)
    await assessed(page)
    expect(tokenCalls(azure.heard())).toBe(2)
    await expect(signInAgain(page)).toBeHidden()
  })

  test('a challenge that a new token meets is met in silence', async ({ page, azure, site }) => {
    azure.open('challenged', registeredAt(site.address))
    await signIn(page)
    await readFirst(page)
    await assessed(page)
    await expect(signInAgain(page)).toBeHidden()
  })

  test('a challenge that only a person meets asks for a click, and the reading goes on', async ({ page, azure, site }) => {
    const stepUp = (world: World): World => ({ ...world, faults: [{ fault: 'F12', variant: 'stepUp', on: { nth: 8 } }] })
    azure.open('open', (world) => registeredAt(site.address)(stepUp(world)))
    await signIn(page)
    await readFirst(page)
    await expect(signInAgain(page)).toBeVisible()
    const authorized = () => azure.heard().filter((line) => line.includes('/authorize'))
    expect(authorized()).toHaveLength(1)
    await signInAgain(page).getByRole('button', { name: 'Sign in again' }).click()
    await assessed(page)
    expect(authorized().at(-1)).toContain('acrs')
  })

  test('a sign-in that ends in the middle asks for a click, and the reading goes on', async ({ page, context, azure, site }) => {
    azure.open('open', (world) => registeredAt(site.address)({ ...world, faults: [{ fault: 'F11', on: { nth: 6 } }], tokens: { ...world.tokens, refreshSeconds: 1 } }))
    await signIn(page)
    await context.clearCookies({ domain: 'login.microsoftonline.com' })
    await readFirst(page)
    await expect(signInAgain(page)).toBeVisible()
    await signInAgain(page).getByRole('button', { name: 'Sign in again' }).click()
    await answerThere(page, /Ana Lind/)
    await assessed(page)
  })
})

test('a workspace in another directory than the account’s own', async ({ page, azure, site }) => {
  azure.open('guest', registeredAt(site.address))
  await signIn(page)
  await expect(page.getByRole('heading', { name: 'No workspace found' })).toBeVisible()
  await openAccount(page)
  await page.locator('#account').getByRole('button', { name: /Contoso/ }).click()
  await readFirst(page)
  await assessed(page)
  expect(azure.heard().some((line) => line.startsWith('POST https://login.microsoftonline.com/4f0d9b7e-6c1a-4e52-8d3f-a90c5b2e7f14/oauth2/v2.0/token'))).toBe(true)
})

test('a reload in the middle of reading reads on', async ({ page, azure, site }) => {
  azure.open('open', (world) => registeredAt(site.address)({ ...world, delay: 700 }))
  await signIn(page)
  await readFirst(page)
  await expect(page).toHaveURL(/#\/read/)
  await page.reload()
  await assessed(page)
})

test.describe('without a network', () => {
  // Requests that go nowhere, and what the browser says of them.
  test.use({ cloudNoise: new RegExp(`${azureOnly.source}|^console error: Failed to load resource: net::ERR_(INTERNET_DISCONNECTED|FAILED)|^console error: Access to fetch at`) })

  test('the reading says so and nothing is lost: it goes on when it is tried again', { tag: '@long' }, async ({ page, context, azure, site }) => {
    azure.open('open', (world) => registeredAt(site.address)({ ...world, delay: 700 }))
    await signIn(page)
    await readFirst(page)
    await expect(page.getByText(/^\d+ of \d+ readings/)).toBeVisible()
    await context.setOffline(true)
    const alert = page.getByRole('main').getByRole('alert')
    await expect(alert).toContainText('No answer from Azure.', { timeout: 60_000 })
    await expect(alert).toContainText(/Correlation id [0-9a-f-]{36}/)
    await context.setOffline(false)
    await alert.getByRole('button', { name: 'Try again' }).click()
    await assessed(page)
  })

  test('nobody leaves for the sign-in', async ({ page, context, azure, site }) => {
    azure.open('open', registeredAt(site.address))
    await page.goto('./')
    const button = azurePart(page).getByRole('button', { name: /^Sign in to/ })
    await expect(button).toBeVisible()
    await context.setOffline(true)
    await button.click()
    await expect(azurePart(page).getByRole('alert')).toContainText('The sign-in service did not answer.')
    await context.setOffline(false)
    await button.click()
    await answerThere(page, /Ana Lind/)
    await expect(heading(page, 'Choose a workspace')).toBeVisible()
  })
})

test.describe('a part of the program that does not come', { tag: '@long' }, () => {
  test.use({ cloudNoise: new RegExp(`${azureOnly.source}|^console error: Failed to load resource: net::ERR_FAILED|^console error: .*dynamically imported module|^page error: .*dynamically imported module`, 's') })

  test('is told as such when it reads the workspace, and comes when it is tried again', async ({ page, azure, site }) => {
    azure.open('open', registeredAt(site.address))
    await page.route('**/assets/collector-*.js', (route) => route.abort())
    await signIn(page)
    await readFirst(page)
    await expect(page.getByRole('main').getByRole('alert')).toContainText('A part of Ringfence could not be loaded')
    await page.unrouteAll()
    await page.getByRole('button', { name: 'Try again' }).click()
    await assessed(page)
  })

  test('is told as such where it is a page', async ({ page, azure, site }) => {
    azure.open('open', registeredAt(site.address))
    await page.route('**/assets/PickPage-*.js', (route) => route.abort())
    await signIn(page).catch(() => undefined)
    await expect(page.getByRole('alert')).toContainText('A part of Ringfence could not be loaded')
    await page.unrouteAll()
    await page.getByRole('button', { name: 'Reload the page' }).click()
    await expect(heading(page, 'Choose a workspace')).toBeVisible()
  })
})

test('a second tab shows what the first one read, and signs in to read it again', { tag: '@long' }, async ({ page, context, azure, site }) => {
  azure.open('open', registeredAt(site.address))
  await signIn(page)
  await readFirst(page)
  await assessed(page)
  const second = await context.newPage()
  await second.goto('./')
  await second.getByRole('region', { name: 'Continue in this browser' }).getByRole('button', { name: 'mlw-demand', exact: true }).click()
  await second.getByRole('button', { name: 'Sign in to read again' }).click()
  await answerThere(second, /Ana Lind/)
  await expect(second.getByRole('status').filter({ hasText: 'Read again. Your answers are kept.' })).toBeVisible()
  await expect(second.getByRole('button', { name: 'Read again' })).toBeVisible()
  await page.getByRole('button', { name: 'Read again' }).click()
  await assessed(page)
})

test.describe('where Resource Graph refuses', () => {
  test.use({ cloudNoise: new RegExp(`${azureOnly.source}|^403 https://management\\.azure\\.com/|status of 403`) })

  test('workspaces are listed subscription by subscription, and what is not known of the rest is said', { tag: '@long' }, async ({ page, azure, site }) => {
    azure.open('secured', registeredAt(site.address))
    await page.route('**/providers/Microsoft.ResourceGraph/**', (route) => (route.request().method() === 'POST'
      ? route.fulfill({ status: 403, contentType: 'application/json', headers: { 'access-control-allow-origin': '*' }, body: '{"error":{"code":"AuthorizationFailed","message":"no"}}' })
      : route.continue()))
    await signIn(page)
    await readFirst(page)
    await assessed(page)
    await expect(page.getByRole('heading', { name: /^\d+ reads were refused; \d+ findings are unknown$/ })).toBeVisible()
  })
})

test.describe('in Azure Government', () => {
  test.use({ siteConfig: { cloud: 'AzureUSGovernment' }, cloudNoise: /^request to another origin: https:\/\/(login\.microsoftonline\.us|management\.usgovcloudapi\.net)\// })

  test('only the hosts of that cloud are called', async ({ page, azure, site }) => {
    azure.open('government', registeredAt(site.address))
    await signIn(page)
    await readFirst(page)
    await assessed(page)
  })
})

test.describe('in the cloud of 21Vianet', { tag: '@long' }, () => {
  test.use({ siteConfig: { cloud: 'AzureChinaCloud' }, cloudNoise: /^request to another origin: https:\/\/(login\.partner\.microsoftonline\.cn|login\.chinacloudapi\.cn|management\.chinacloudapi\.cn)\// })

  test('only the hosts of that cloud are called', async ({ page, azure, site }) => {
    azure.open('china', registeredAt(site.address))
    await signIn(page)
    await readFirst(page)
    await assessed(page)
  })
})
