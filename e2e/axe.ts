/** What axe finds on a page. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

// What is far below is not drawn until it is scrolled to, and axe takes it for text on white. A sheet made by script is what the policy admits.
const drawAll = () => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('* { content-visibility: visible !important; }')
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}

/** What axe looks at: everything, or what another colour scheme can change. */
export type Look = 'everything' | 'colours'

/** What axe finds on the page, one line each; the dummies of Tabster are a known false alarm (microsoft/tabster issue 288). */
export async function violations(page: Page, look: Look = 'everything'): Promise<readonly string[]> {
  await page.evaluate(drawAll)
  // Pages have no frames, so the slower way through a second page is not needed; what passes is not described, which takes most of the time.
  const { violations: found } = await new AxeBuilder({ page }).exclude('[data-tabster-dummy]').setLegacyMode(true).options({ resultTypes: ['violations'], preload: false, ...(look === 'colours' ? { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } } : {}) }).analyze()
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${(failureSummary ?? '').replaceAll(/\s+/g, ' ').slice(0, 200)}`))
}
