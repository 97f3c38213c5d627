/**
 * Finds a Chromium for the end-to-end tests, or installs one. `node scripts/browser.mjs` prints its path.
 * Looked for in this order: RINGFENCE_BROWSER, CHROME_PATH, Playwright's own, the distribution's.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'
import { isMain } from './files.mjs'

const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const REMEDY = 'set RINGFENCE_BROWSER to a Chromium or Chrome'

const isRoot = () => process.getuid?.() === 0

/** Flags that a test browser needs: nothing asked of the network on its own, and no sandbox only where root forbids one. */
export const browserFlags = () => [
  ...(isRoot() ? ['--no-sandbox'] : []),
  '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync',
]

const onPath = () =>
  NAMES.flatMap((name) => (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '').map((folder) => join(folder, name))).find((path) => existsSync(path))

const playwrightsOwn = () => {
  const path = chromium.executablePath()
  return path !== '' && existsSync(path) ? path : undefined
}

/** The browser that is there: its path, or a sentence that says why there is none. Installs nothing. */
export function findBrowser() {
  const named = process.env.RINGFENCE_BROWSER || process.env.CHROME_PATH
  if (named) return existsSync(named) ? { path: named } : { missing: `RINGFENCE_BROWSER or CHROME_PATH names ${named}, which does not exist.` }
  const path = playwrightsOwn() ?? onPath()
  return path === undefined ? { missing: `No Chromium was found: ${REMEDY}.` } : { path }
}

const isDebian = () => existsSync('/usr/bin/apt-get')

function install() {
  if (isDebian() && isRoot()) {
    const options = { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
    execFileSync('apt-get', ['update', '-q'], options)
    execFileSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium-headless-shell'], options)
    return
  }
  const cli = join(createRequire(import.meta.url).resolve('playwright/package.json'), '..', 'cli.js')
  execFileSync(process.execPath, [cli, 'install', 'chromium'], { stdio: ['ignore', 2, 2] })
}

/** The browser, installed first where none is there: by the package manager on Debian as root, elsewhere by Playwright's installer. */
export function browser() {
  const found = findBrowser()
  if ('path' in found || process.env.RINGFENCE_BROWSER || process.env.CHROME_PATH) return found
  try {
    install()
  } catch (failure) {
    return { missing: `No Chromium was found, and installing one failed (${failure.message}): ${REMEDY}.` }
  }
  return findBrowser()
}

if (isMain(import.meta.url)) {
  const found = browser()
  if ('path' in found) console.log(found.path)
  else {
    console.error(found.missing)
    process.exitCode = 1
  }
}
