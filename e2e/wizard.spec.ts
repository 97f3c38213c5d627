import { createHash } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import { changes, downloadAll, downloadButton, downloaded, goTo, goToStep, heading, missing, needed, next, openExported, openSample, shown, start, stepTitles, toExport, walkSteps } from './pages.ts'
import { expect, test } from './quiet.ts'

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The files of an archive by path. */
const unpacked = (bytes: Uint8Array): Readonly<Record<string, Uint8Array>> => unzipSync(bytes)

test.describe('from a snapshot to a template', () => {
  test('a sample leads through every step to a zip whose manifest is right', async ({ page }) => {
    await openSample(page)
    await page.getByRole('button', { name: `Start with ${stepTitles[0]}` }).click()
    const seen: string[] = []
    await walkSteps(page, (title) => Promise.resolve(void seen.push(title)))
    expect(seen).toEqual([...stepTitles])
    await expect(changes(page).first()).toBeVisible()
    await toExport(page)
    await expect(page.getByText(/answers? (is|are) missing/)).toBeHidden()

    const { name, bytes } = await downloadAll(page)
    expect(name).toBe('mlw-parcel-dev-ringfence.zip')
    const files = unpacked(bytes)
    const manifest = JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array())) as { readonly sha256: Readonly<Record<string, string>> }
    const hashes = Object.fromEntries(Object.entries(files).filter(([path]) => path !== 'manifest.json').map(([path, content]) => [path, sha256(content)]))
    expect(hashes).toEqual(manifest.sha256)
    const paths = Object.keys(files)
    for (const wanted of ['main.bicep', 'main.bicepparam', 'bicepconfig.json', 'azuredeploy.json']) expect(paths.map((path) => path.split('/').at(-1))).toContain(wanted)
  })

  test('the file that is shown is the file that is downloaded', async ({ page }) => {
    await openSample(page)
    await goTo(page, 'Export')
    await expect(await openExported(page, 'main.bicep')).toContainText('param phase string')
    await openExported(page, 'README.md')
    const single = await downloaded(page, () => page.getByRole('region', { name: 'README.md', exact: true }).getByRole('button', { name: 'Download', exact: true }).click())
    const all = unpacked((await downloadAll(page)).bytes)
    const same = Object.entries(all).filter(([, content]) => sha256(content) === sha256(single.bytes)).map(([path]) => path)
    expect(same.map((path) => path.split('/').at(-1))).toContain(single.name)
  })

  test('both formats can be read, and say what is not in them', async ({ page }) => {
    await openSample(page)
    await goTo(page, 'Export')
    await page.getByRole('group', { name: 'Formats' }).getByRole('button', { name: 'ARM JSON' }).click()
    await expect(await openExported(page, 'azuredeploy.json')).toContainText('deploymentTemplate.json#')
    await expect(page.getByRole('heading', { name: 'Not in these files' })).toBeVisible()
  })
})

test.describe('an answer', () => {
  test('changes findings, the rail and the plan at once', async ({ page }) => {
    await openSample(page)
    await goToStep(page, 'Key vault')
    const own = page.getByRole('complementary', { name: 'Rules of this step' })
    const plan = page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Plan' })
    const before = { rules: await own.textContent(), plan: await plan.textContent() }
    await page.getByRole('main').getByRole('radio', { checked: false }).first().check()
    await expect(own).not.toHaveText(before.rules ?? '')
    await expect(plan).not.toHaveText(before.plan ?? '')
    await page.getByRole('button', { name: 'Back to the proposal' }).click()
    await expect(plan).toHaveText(before.plan ?? '')
    await expect(own).toHaveText(before.rules ?? '')
  })
})

test.describe('a finding', () => {
  test('says why, what was read, the remedy and the source, and "Fix this" leads to its question', async ({ page }) => {
    await openSample(page)
    const row = page.getByRole('table', { name: /^Findings/ }).getByRole('button', { expanded: false }).first()
    await row.click()
    for (const term of ['Why', 'As read', 'Remedy', 'Source']) await expect(page.getByRole('term').filter({ hasText: new RegExp(`^${term}$`) })).toBeVisible()
    await expect(page.getByRole('link', { name: /^Article: .*opens in a new tab$/ }).first()).toBeVisible()
    await page.getByRole('button', { name: 'Fix this: go to the question' }).click()
    await shown(page)
    await expect(page.locator('section[id^=q-] :focus, section[id^=q-]:focus')).toHaveCount(1)
  })

  test('can be filtered by level and section, and the address carries it', async ({ page }) => {
    await openSample(page)
    await page.getByRole('group', { name: 'Findings shown' }).getByRole('button', { name: /must$/ }).click()
    await page.getByRole('combobox', { name: 'Section' }).selectOption('Storage')
    await expect(page).toHaveURL(/#\/assessment\/must\/storage$/)
    await page.reload()
    await expect(page.getByRole('group', { name: 'Findings shown' }).getByRole('button', { name: /must$/ })).toHaveAttribute('aria-pressed', 'true')
    await expect(page.getByRole('combobox', { name: 'Section' })).toHaveValue('storage')
  })

  test('"Show change" leads to that change in the plan', async ({ page }) => {
    await openSample(page)
    const table = page.getByRole('table', { name: /^Findings/ })
    // One far down, so that being in view says something.
    const show = page.getByRole('button', { name: /^Show change [3-9]\d$/ })
    for (const row of await table.getByRole('rowheader').getByRole('button').all()) {
      await row.click()
      if (await show.isVisible()) break
    }
    const number = (await show.textContent())?.match(/\d+/)?.[0] ?? ''
    await show.click()
    await expect(heading(page, 'Plan')).toBeVisible()
    await expect(page.locator(`#change-${number}`)).toBeInViewport()
  })
})

test.describe('a step', () => {
  for (const sample of ['Open', 'Half closed'] as const) {
    test(`marks as needed what its bar counts as missing: ${sample}`, async ({ page }) => {
      await openSample(page, sample)
      const told: string[] = []
      const counted: string[] = []
      for (const title of stepTitles) {
        await goToStep(page, title)
        const marked = await needed(page).count()
        const said = await page.getByText(/^\d+ answers? missing on this step\.$/).textContent({ timeout: 500 }).catch(() => '0')
        told.push(`${title}: ${marked}`)
        counted.push(`${title}: ${parseInt(said ?? '0', 10)}`)
      }
      expect(told).toEqual(counted)
    })
  }

  test('that lacks an answer says so, lets the visitor go on, and leads to the question', async ({ page }) => {
    await openSample(page)
    const title = await firstWithMissing(page)
    test.skip(title === null, 'no step of this sample needs an answer')
    await next(page)
    await page.goBack()
    await shown(page)
    await missing(page).click()
    await expect(page.locator('section[id^=q-] :focus, section[id^=q-]:focus')).toHaveCount(1)
  })

  test('keeps an answer when the visitor goes on and comes back', async ({ page }) => {
    await openSample(page)
    await goToStep(page, 'Key vault')
    const other = page.getByRole('main').getByRole('radio', { checked: false }).first()
    const label = await other.evaluate((input: HTMLInputElement) => input.value)
    await other.check()
    await next(page)
    await goToStep(page, 'Key vault')
    await expect(page.getByRole('main').locator(`input[type=radio][value="${label}"]`).first()).toBeChecked()
  })
})

async function firstWithMissing(page: Parameters<typeof openSample>[0]): Promise<string | null> {
  for (const title of stepTitles) {
    await goToStep(page, title)
    if (await missing(page).isVisible()) return title
  }
  return null
}

test('the export says what is missing while answers are open', async ({ page }) => {
  await openSample(page)
  const open = await firstWithMissing(page)
  test.skip(open === null, 'no step of this sample needs an answer')
  await goTo(page, 'Export')
  await expect(page.getByText(/answers? (is|are) missing/)).toBeVisible()
  await expect(downloadButton(page)).toBeVisible()
})

for (const width of [1440, 390]) {
  test(`nothing on the start page moves while it is found out whether anybody is signed in, at ${width}: a click in that moment would be lost`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 })
    let answer = () => {}
    const asked = new Promise<void>((resolve) => { answer = resolve })
    await page.route('**/config.json', async (route) => {
      await asked
      await route.continue()
    })
    await start(page)
    const button = page.getByRole('button', { name: 'Choose file…' })
    const before = await button.boundingBox()
    answer()
    await expect(page.getByText('This site is not set up for sign-in')).toBeVisible()
    expect(await button.boundingBox()).toEqual(before)
  })
}
