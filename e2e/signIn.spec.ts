/** Signing in with MSAL by redirect: the product's own build, real host names, TLS, the strict policy. Entra is the simulated one. */
import type { Account, World } from '../src/simulator/world.ts'
import { azureOnly, expect, registeredAt, test } from './azure.ts'
import { openSample } from './pages.ts'
import { accountButton, answerThere, azurePart, kept, leaveToSignIn, openAccount, refusal, signedInAs, signIn, tokensGiven, tokensIn } from './signing.ts'

const refusing = (code: number, error = 'interaction_required') => (world: World): World => ({ ...world, accounts: world.accounts.map((account): Account => ({ ...account, refusal: { error, code } })) })

test('somebody signs in and out; no token is anywhere that is ours, and none is left', async ({ page, context, azure, site }) => {
  azure.open('open', registeredAt(site.address))
  const given = tokensGiven(context)
  const told: string[] = []
  context.on('console', (message) => told.push(message.text()))
  context.on('request', (request) => told.push(request.url()))

  await page.goto('./')
  await expect(azurePart(page)).toContainText('Opens login.microsoftonline.com in this tab')
  expect(azure.heard()).toEqual([])
  await signIn(page)
  expect(page.url()).toMatch(/^http:\/\/localhost:\d+\/(#\/\w*)?$/)
  expect((await given.parts()).length).toBeGreaterThan(3)
  expect((await tokensIn(await kept(page), given)).length).toBeGreaterThan(0)
  expect(await tokensIn(await kept(page, 'own'), given)).toEqual([])

  await page.reload()
  await signedInAs(page, 'ana@contoso.example')
  expect(azure.heard().filter((line) => line.includes('/authorize'))).toHaveLength(1)

  // What the panel lies over is not hidden by it when the focus gets there.
  await openAccount(page)
  await page.getByRole('button', { name: 'Sign out' }).focus()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeHidden()
  await expect(page.getByRole('button', { name: 'Settings' })).toBeFocused()
  await openAccount(page)
  await page.getByRole('button', { name: 'Sign out' }).click()
  // The page shows nobody signed in before it leaves for the service.
  await expect.poll(() => azure.heard().some((line) => line.includes('/oauth2/v2.0/logout'))).toBe(true)
  await page.waitForURL((url) => url.href.startsWith(site.address) && !url.pathname.endsWith('redirect.html'))
  await expect(azurePart(page).getByRole('button', { name: /^Sign in to/ })).toBeVisible()
  const left = await kept(page)
  expect(await tokensIn(left, given)).toEqual([])
  expect(left).not.toMatch(/eyJ|Ana Lind|ana@contoso/)
  expect(await tokensIn(told.join('\n'), given)).toEqual([])
})

test('nobody is asked anything before a click, and the second visit of the tab needs none', async ({ page, azure, site }) => {
  azure.open('open', registeredAt(site.address))
  await page.goto('./')
  await expect(azurePart(page).getByRole('button', { name: /^Sign in to/ })).toBeVisible()
  expect(azure.heard()).toEqual([])
})

for (const [name, sentence, answers, bend] of [
  ['cancelled', 'The sign-in was cancelled.', ['Cancel'], (world: World) => world],
  ['declined', 'Nobody has consented to this application for you yet.', [/Ana Lind/, 'Cancel'], (world: World): World => ({ ...world, accounts: world.accounts.map((account): Account => ({ ...account, consent: 'asked' })) })],
  ['for an administrator', 'Your organisation lets administrators alone consent to this application.', [/Ana Lind/, /^Return to the application/], (world: World): World => ({ ...world, accounts: world.accounts.map((account): Account => ({ ...account, consent: 'adminOnly' })) })],
  ['of another directory', 'This account is not in a directory that this site accepts.', [/Ana Lind/], refusing(50020)],
  ['blocked by a policy', 'A rule of your organisation (conditional access) refused the sign-in.', [/Ana Lind/], refusing(53003, 'access_denied')],
  ['of somebody without the application', 'Your organisation does not let this account use this application.', [/Ana Lind/], refusing(50105)],
] as const) {
  test(`a sign-in that is ${name} is told in our own words, with the id to quote`, async ({ page, azure, site }) => {
    azure.open('open', (world) => registeredAt(site.address)(bend(world)))
    await leaveToSignIn(page)
    for (const answer of answers) await answerThere(page, answer)
    await expect(refusal(page)).toContainText(sentence)
    await expect(refusal(page)).not.toContainText('Trace ID')
    if (name !== 'cancelled') await expect(refusal(page)).toContainText(/AADSTS\d+ · [0-9a-f-]{36}/)
    await expect(azurePart(page).getByRole('button', { name: /^Sign in to/ })).toBeEnabled()
  })
}

test('who turns back at the sign-in service can sign in again', async ({ page, azure, site }) => {
  azure.open('open', registeredAt(site.address))
  await leaveToSignIn(page)
  await page.goBack()
  await azurePart(page).getByRole('button', { name: /^Sign in to/ }).click()
  await answerThere(page, /Ana Lind/)
  await signedInAs(page, 'ana@contoso.example')
})

test('a consent that is given ends in a sign-in', async ({ page, azure, site }) => {
  azure.open('consentMissing', registeredAt(site.address))
  await leaveToSignIn(page)
  await answerThere(page, /Ana Lind/)
  await answerThere(page, 'Accept')
  await signedInAs(page, 'ana@contoso.example')
})

test('a second tab is its own: it signs in without a password and neither knows the other', async ({ page, context, azure, site }) => {
  azure.open('twoAccounts', registeredAt(site.address))
  await signIn(page)
  const second = await context.newPage()
  await second.goto('./')
  await expect(azurePart(second).getByRole('button', { name: /^Sign in to/ })).toBeVisible()
  await azurePart(second).getByRole('button', { name: /^Sign in to/ }).click()
  await answerThere(second, /Jo Berg/)
  await signedInAs(second, 'jo@contoso.example')
  await page.reload()
  await signedInAs(page, 'ana@contoso.example')
})

test('two accounts in one tab: the other is used without asking Entra', async ({ page, azure, site }) => {
  azure.open('twoAccounts', registeredAt(site.address))
  await signIn(page)
  await openAccount(page)
  await page.locator('#account').getByRole('button', { name: 'Use another account' }).click()
  await answerThere(page, /Jo Berg/)
  await signedInAs(page, 'jo@contoso.example')
  const before = azure.heard().filter((line) => line.includes('/authorize')).length
  await openAccount(page)
  await page.locator('#account').getByRole('button', { name: 'ana@contoso.example' }).click()
  await signedInAs(page, 'ana@contoso.example')
  expect(azure.heard().filter((line) => line.includes('/authorize'))).toHaveLength(before)
})

test('the accounts stay open while the page below them is still being loaded', async ({ page, azure, site }) => {
  azure.open('guest', registeredAt(site.address))
  let letGo = (): void => undefined
  const opened = new Promise<void>((resolve) => { letGo = resolve })
  await page.route(/\/PickPage-[^/]*\.js$/, async (route) => {
    await opened
    await route.continue()
  })
  await signIn(page)
  await openAccount(page)
  letGo()
  await expect(page.getByRole('heading', { name: 'Choose a workspace' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible()
})

test('the bridge page alone leads to the page', async ({ page, site }) => {
  await page.goto('./redirect.html')
  await page.waitForURL(site.address)
  await expect(accountButton(page)).toBeHidden()
})

test('requests go to the hosts of the configured cloud and to no other', async ({ page, azure, site, context }) => {
  azure.open('guest', registeredAt(site.address))
  const addresses = new Set<string>()
  context.on('request', (request) => addresses.add(new URL(request.url()).origin))
  await signIn(page)
  await openAccount(page)
  await expect(page.getByText('Contoso', { exact: false }).first()).toBeVisible()
  expect([...addresses].filter((address) => !site.address.startsWith(address) && !azureOnly.test(`request to another origin: ${address}/`))).toEqual([])
})

for (const [property, siteConfig] of [['clientId', { clientId: 'my application' }], ['tenant', { tenant: 'common' }], ['demo', { demo: true }]] as const) {
  test.describe(`a configuration whose ${property} does not fit`, () => {
    test.use({ siteConfig })

    test('is told by that name, and samples work all the same', async ({ page, azure }) => {
      azure.open('open')
      await page.goto('./')
      await expect(azurePart(page).getByRole('table')).toContainText(property)
      await expect(page.getByRole('button', { name: /^Sign in to/ })).toBeHidden()
      await openSample(page)
      expect(azure.heard()).toEqual([])
    })
  })
}
