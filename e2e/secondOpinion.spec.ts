/** The same sign-in against oidc-provider, which was made by others: what MSAL sends is right, and what we conclude from its answers too. */
import { azureOnly, expect, registeredAt, test } from './azure.ts'
import { assessed, heading } from './pages.ts'
import { answerThere, azurePart, kept, openAccount, signIn, tokensGiven, tokensIn } from './signing.ts'
import { person, secondOpinion } from './oidc.ts'

const tenant = '4f0d9b7e-6c1a-4e52-8d3f-a90c5b2e7f14'

test.use({ siteConfig: { tenant }, cloudNoise: new RegExp(`${azureOnly.source}|^401 https://management\\.azure\\.com/|status of 401`) })

test('an independent OpenID provider signs in, renews and signs out', async ({ page, context, azure, site }) => {
  // Azure takes any token here: it cannot know those of a stranger. One is refused, so that it is renewed.
  azure.open('open', (world) => registeredAt(site.address)({ ...world, tokens: { ...world.tokens, check: 'any' }, faults: [{ fault: 'F11', on: { nth: 5 } }] }))
  azure.signInWith(secondOpinion(tenant, `${site.address}redirect.html`))
  const given = tokensGiven(context)
  await signIn(page, person.username)
  await expect(heading(page, 'Choose a workspace')).toBeVisible()
  await page.getByRole('main').getByRole('radio').first().check()
  await page.getByRole('button', { name: 'Read this workspace' }).click()
  await assessed(page)
  expect(azure.heard().filter((line) => /^POST .*\/oauth2\/v2\.0\/token\b/.test(line))).toHaveLength(2)

  await openAccount(page)
  await page.locator('#account').getByRole('button', { name: 'Sign out' }).click()
  await answerThere(page, 'Sign out here too')
  // This provider returns nobody who brings no id token as a hint; Entra does (MSAL sends none).
  await expect(heading(page, 'Signed out')).toBeVisible()
  await page.goto('./')
  await expect(azurePart(page).getByRole('button', { name: /^Sign in to/ })).toBeVisible()
  expect((await given.parts()).length).toBeGreaterThan(3)
  expect(await tokensIn(await kept(page), given)).toEqual([])
})
