import { defineConfig } from '@playwright/test'
import { browserFlags, findBrowser } from '../scripts/browser.mjs'

const port = Number(process.env['RINGFENCE_PORT'] ?? '4317')
const browser = findBrowser()
if (browser.path === undefined) throw new Error(browser.missing)

/** The end-to-end tests run against the built page, served with the headers of production. */
export default defineConfig({
  testDir: '.',
  // The walks that take pictures or measure, and what is tagged as long, are run by `RINGFENCE_WALKS=all`: the gate has fifteen minutes.
  testMatch: process.env['RINGFENCE_WALKS'] === 'all' ? '*.spec.ts' : ['accessibility', 'apply', 'applyEnds', 'badInput', 'demo', 'draft', 'journal', 'keyboard', 'live', 'narrow', 'review', 'secondOpinion', 'signIn', 'wizard'].map((walk) => `${walk}.spec.ts`),
  ...(process.env['RINGFENCE_WALKS'] === 'all' ? {} : { grepInvert: /@long/ }),
  outputDir: '../test-results',
  fullyParallel: true,
  forbidOnly: process.env['CI'] === 'true',
  retries: 0,
  workers: 2,
  timeout: 300_000,
  // Generous, because a machine that also builds and type-checks is slow; what is right arrives at once.
  expect: { timeout: 15_000 },
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] === undefined ? [['list']] : [['list'], ['json']],
  use: {
    // One press that finds nothing fails with its name, and does not use up the time of its walk and of the gate.
    actionTimeout: 30_000,
    baseURL: `http://localhost:${port}/`,
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    launchOptions: { executablePath: browser.path, args: [...browserFlags()] },
    // Recording costs half as much again as the walks themselves, so a failure leaves a picture and what the page said; RINGFENCE_TRACE=1 records everything.
    trace: process.env['RINGFENCE_TRACE'] === '1' ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: `node scripts/serve.mjs --port ${port}`,
    cwd: '..',
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
    timeout: 30_000,
  },
})
