import type { Locator, Page } from '@playwright/test'
import { downloadButton, downloaded, heading, missing, needed, openSample, screens, shown, start, stepTitles, visit } from './pages.ts'
import { expect, test } from './quiet.ts'

const isFocused = (target: Locator): Promise<boolean> => target.evaluate((element) => element === document.activeElement)

/** Presses Tab until `target` has the focus. Fails when it does not come. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible()
  for (let presses = 0; presses < 150; presses += 1) {
    await page.keyboard.press(key)
    if (await isFocused(target)) return
  }
  throw new Error(`${String(target)} was not reached with ${key}`)
}

const press = async (page: Page, ...keys: readonly string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}

/** Answers what has the focus: a radio with Space, a list with the arrow, a text by typing. */
async function answerFocused(page: Page): Promise<void> {
  const kind = await page.evaluate(() => {
    const at = document.activeElement
    return at instanceof HTMLInputElement ? at.type : at?.tagName.toLowerCase() ?? ''
  })
  if (kind === 'select') return page.keyboard.press('ArrowDown')
  if (kind === 'text') return page.keyboard.type('none')
  await page.keyboard.press('Space')
}

/** Answers what a step needs: `n` finds the link, Enter leads to the question. */
async function answerStep(page: Page): Promise<void> {
  await expect(async () => {
    while (await needed(page).count() > 0) {
      await press(page, 'n')
      await expect(missing(page)).toBeFocused({ timeout: 1000 })
      await press(page, 'Enter')
      await expect(page.locator('section[id^=q-] :focus, section[id^=q-]:focus')).toHaveCount(1)
      await answerFocused(page)
      await page.keyboard.press('Tab')
    }
    await expect(missing(page)).toBeHidden({ timeout: 1000 })
  }).toPass({ timeout: 15_000 })
}

test('the keyboard alone leads from the start to the zip, and each new page has the focus on its title', async ({ page }) => {
  test.slow()
  await start(page)
  await tabTo(page, page.getByRole('button', { name: 'Open', exact: true }))
  await press(page, 'Enter')
  await expect(heading(page, 'Assessment of the current estate')).toBeFocused()
  await tabTo(page, page.getByRole('button', { name: `Start with ${stepTitles[0]}` }))
  await press(page, 'Enter')
  for (const [index, title] of stepTitles.entries()) {
    await expect(heading(page, `${index + 1} ${title}`)).toBeFocused()
    await expect(page).toHaveTitle(`${title}, step ${index + 1} of 10 · mlw-parcel-dev · Ringfence`)
    await shown(page)
    await answerStep(page)
    await tabTo(page, page.getByRole('button', { name: /^Next/ }))
    await press(page, 'Enter')
  }
  await expect(heading(page, 'Plan')).toBeFocused()
  await tabTo(page, page.getByRole('button', { name: 'Export', exact: true }))
  await press(page, 'Enter')
  await expect(heading(page, 'Export')).toBeFocused()
  await tabTo(page, downloadButton(page))
  const { name } = await downloaded(page, () => press(page, 'Enter'))
  expect(name).toMatch(/\.zip$/)
})

test('the skip link is the first stop and leads past header and rail', async ({ page }) => {
  await openSample(page)
  await page.reload()
  await expect(heading(page, 'Assessment of the current estate')).toBeVisible()
  await press(page, 'Tab')
  const skip = page.getByRole('link', { name: 'Skip to the content' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await press(page, 'Enter')
  await expect(page.getByRole('main')).toBeFocused()
  await expect(page).toHaveURL(/#\/assessment$/)
  await press(page, 'Tab')
  expect(await page.getByRole('main').evaluate((main) => main.contains(document.activeElement))).toBe(true)
})

test('the rail is one stop, and arrows, Home and End move in it', async ({ page }) => {
  await openSample(page)
  const rail = page.getByRole('navigation', { name: 'Pages' })
  await tabTo(page, rail.getByRole('link', { name: 'Assessment' }), 'Shift+Tab')
  await press(page, 'ArrowDown', 'ArrowDown')
  await expect(rail.getByRole('link', { name: 'Address space' })).toBeFocused()
  await press(page, 'End')
  await expect(rail.getByRole('link', { name: 'Apply' })).toBeFocused()
  await press(page, 'Home')
  await expect(rail.getByRole('link', { name: 'Assessment' })).toBeFocused()
  await press(page, 'Tab')
  expect(await rail.evaluate((nav) => nav.contains(document.activeElement))).toBe(false)
})

test.describe('shortcuts', () => {
  test('lead to every page, the next missing answer and the filter', async ({ page }) => {
    await openSample(page)
    for (const [index, title] of stepTitles.entries()) {
      await press(page, 'g', String((index + 1) % 10))
      await expect(heading(page, `${index + 1} ${title}`)).toBeFocused()
    }
    await press(page, 'g', 'p')
    await expect(heading(page, 'Plan')).toBeFocused()
    await press(page, 'g', 'e')
    await expect(heading(page, 'Export')).toBeFocused()
    await press(page, 'g', 'a')
    await expect(heading(page, 'Assessment of the current estate')).toBeFocused()
    await press(page, '/')
    await expect(page.getByRole('group', { name: 'Findings shown' }).getByRole('button').first()).toBeFocused()
  })

  test('are listed by "?", Escape gives the focus back, and they can be turned off', async ({ page }) => {
    await openSample(page)
    const begin = page.getByRole('button', { name: `Start with ${stepTitles[0]}` })
    await tabTo(page, begin)
    await press(page, '?')
    const dialog = page.getByRole('dialog', { name: 'Settings' })
    await expect(dialog).toBeVisible()
    await press(page, 'Escape')
    await expect(dialog).toBeHidden()
    await expect(begin).toBeFocused()
    await press(page, '?')
    await tabTo(page, dialog.getByRole('checkbox', { name: 'Use single-key shortcuts' }))
    await press(page, 'Space', 'Escape', 'g', 'p')
    await expect(heading(page, 'Assessment of the current estate')).toBeVisible()
    await page.reload()
    await press(page, 'g', 'p')
    await expect(heading(page, 'Assessment of the current estate')).toBeVisible()
  })

  test('mean nothing while a text is typed', async ({ page }) => {
    await openSample(page)
    await press(page, 'g', '2')
    await shown(page)
    const field = page.getByRole('main').getByRole('textbox').first()
    await field.focus()
    await press(page, 'g', 'p', '?')
    await expect(heading(page, '2 Address space')).toBeVisible()
    await expect(field).toHaveValue(/gp\?/)
  })
})

/** Where the focus is: a name for the log, and whether a person can see it. */
const stop = async () => {
  // What is scrolled to is drawn, and takes its height, with the next frames.
  await new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)) })
  const at = document.activeElement
  if (at === null || at === document.body) return null
  const box = at.getBoundingClientRect()
  const shownPart = at.matches('input[type=radio], input[type=checkbox]') ? at.parentElement ?? at : at
  const seen = shownPart.getBoundingClientRect()
  const middle = document.elementFromPoint(Math.min(Math.max(seen.left + seen.width / 2, 0), innerWidth - 1), Math.min(Math.max(seen.top + seen.height / 2, 0), innerHeight - 1))
  const isCovered = middle !== null && !shownPart.contains(middle) && !middle.contains(shownPart)
  const name = `${at.tagName.toLowerCase()} ${at.getAttribute('aria-label') ?? at.textContent?.trim().slice(0, 60) ?? ''}`
  return { name, first: at.textContent === 'Skip to the content', isSeen: box.width > 0 && box.height > 0 && seen.bottom > 0 && seen.top < innerHeight, isCovered }
}

test('no screen traps the focus, hides it, or covers it', { tag: '@long' }, async ({ page }) => {
  test.slow()
  await openSample(page)
  const faults: string[] = []
  for (const [name, path] of screens) {
    await visit(page, path)
    await page.evaluate(() => { (document.activeElement as HTMLElement | null)?.blur() })
    await page.getByRole('link', { name: 'Skip to the content' }).focus()
    let presses = 0
    for (; presses < 400; presses += 1) {
      await page.keyboard.press('Tab')
      const at = await page.evaluate(stop)
      if (at === null || at.first) break
      if (!at.isSeen) faults.push(`${name}: ${at.name} has the focus and cannot be seen`)
      if (at.isCovered) faults.push(`${name}: ${at.name} has the focus and is covered`)
    }
    if (presses === 400) faults.push(`${name}: the end was not reached`)
  }
  expect(faults).toEqual([])
})
