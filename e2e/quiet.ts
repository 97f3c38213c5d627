/** The `test` of every spec: it fails when the page was not quiet, whatever else the test says. */
import { test as base, type BrowserContext } from '@playwright/test'

export { expect } from '@playwright/test'

/** The name under which the page reports what its policy stopped. */
const REPORT = 'reportViolation'

const reportViolations = (report: string) => {
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => {
    const tell = (globalThis as unknown as Readonly<Record<string, ((text: string) => void) | undefined>>)[report]
    tell?.(`${violatedDirective} blocked ${blockedURI === '' ? 'inline' : blockedURI} at ${sourceFile}:${lineNumber}`)
  })
}

/** Whether a request leaves the origin of the page. A blob and a data address are the page's own. */
const leaves = (address: string, own: string): boolean => !['data:', 'blob:', 'about:'].includes(new URL(address).protocol) && new URL(address).origin !== own

/** Collects console errors and warnings, errors that nobody caught, violations of the policy, failed answers and requests to another origin. */
async function listen(context: BrowserContext, own: string): Promise<readonly string[]> {
  const heard: string[] = []
  await context.exposeBinding(REPORT, (_, text: string) => { heard.push(`policy: ${text}`) })
  await context.addInitScript(reportViolations, REPORT)
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') heard.push(`console ${message.type()}: ${message.text()}`)
  })
  context.on('weberror', (error) => heard.push(`page error: ${error.error().stack ?? error.error().message}`))
  context.on('request', (request) => {
    if (leaves(request.url(), own)) heard.push(`request to another origin: ${request.url()}`)
  })
  context.on('response', (response) => {
    if (response.status() >= 400) heard.push(`${response.status()} ${response.url()}`)
  })
  return heard
}

/** Playwright's `test` with the page listened to. `noise` is what a test causes on purpose; everything else has to be absent. */
export const test = base.extend<{ readonly noise: RegExp | null; readonly quiet: undefined }>({
  noise: [null, { option: true }],
  quiet: [async ({ context, baseURL, noise }, use) => {
    const heard = await listen(context, new URL(baseURL ?? '').origin)
    await use(undefined)
    const unexpected = heard.filter((line) => noise === null || !noise.test(line))
    if (unexpected.length > 0) throw new Error(`The page was not quiet:\n${[...new Set(unexpected)].join('\n')}`)
  }, { auto: true }],
})
