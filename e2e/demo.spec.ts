/** `npm run demo` as somebody meets it: a real MSAL redirect against the local sample Azure, and another of its worlds. */
import { spawn } from 'node:child_process'
import { root } from '../scripts/files.mjs'
import { assessed, heading } from './pages.ts'
import { expect, test } from './quiet.ts'
import { answerThere, azurePart, signedInAs } from './signing.ts'

const PORT = 4417

/** Starts the demo; gives its address and what ends it. */
async function startDemo(): Promise<{ readonly address: string; readonly end: () => void }> {
  const child = spawn(process.execPath, ['scripts/demo.mjs', '--port', String(PORT)], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  const address = await new Promise<string>((resolve, reject) => {
    let told = ''
    child.stdout.on('data', (part: Buffer) => {
      told += part.toString()
      const found = /Ringfence is at (\S+?),/.exec(told)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.on('exit', () => reject(new Error(`the demo ended: ${told}`)))
  })
  return { address, end: () => child.kill() }
}

test.use({ noise: /^request to another origin: http:\/\/localhost:\d+\// })

test('the demo signs in to the local sample Azure, reads a workspace, and shows another world', async ({ page }) => {
  const { address, end } = await startDemo()
  try {
    await page.goto(address)
    const button = azurePart(page).getByRole('button', { name: 'Sign in to the local sample Azure' })
    await button.click()
    await answerThere(page, /Ana Lind/)
    await signedInAs(page, 'ana@contoso.example')
    await page.getByRole('main').getByRole('radio').first().check()
    await page.getByRole('button', { name: 'Read this workspace' }).click()
    await assessed(page)

    await page.goto(`${address}#/`)
    await azurePart(page).getByRole('combobox', { name: 'World' }).selectOption('government')
    await button.click()
    await answerThere(page, /Ana Lind/)
    await signedInAs(page, 'Government · ana@contoso.example')
    await expect(heading(page, 'Choose a workspace')).toBeVisible()
    await expect(page.getByRole('main').getByRole('radio').first()).toBeVisible()
  } finally {
    end()
  }
})
