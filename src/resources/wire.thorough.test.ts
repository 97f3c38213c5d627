import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const folder = join(import.meta.dirname, 'wire')
const azureTypes = process.env['AZURE_TYPES'] ?? join(import.meta.dirname, '..', '..', '..', 'shared', 'azure-types')
const present = existsSync(join(azureTypes, 'index.json'))

describe('wire', () => {
  it.runIf(present)('is what the published schemas give', async () => {
    const { wireFiles } = (await import('../../scripts/wire.mjs')) as { readonly wireFiles: (from: string) => Promise<ReadonlyMap<string, string>> }
    const files = await wireFiles(azureTypes)
    expect(readdirSync(folder).sort()).toEqual([...files.keys()].sort())
    for (const [name, text] of files) expect(readFileSync(join(folder, name), 'utf8')).toBe(text)
  })

  it.skipIf(present)(`is not compared: no schemas in ${azureTypes}`, () => { expect(readdirSync(folder)).toContain('paths.ts') })
})
