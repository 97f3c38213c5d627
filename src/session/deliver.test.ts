import { readFileSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import { sha256 } from '../base/sha256.ts'
import { atOnce } from '../base/slices.ts'
import { readEstate } from '../discovery/readEstate.ts'
import { openSnapshot } from '../discovery/snapshot.ts'
import { delivered, exportInput } from './deliver.ts'
import { baseOf, viewOf } from './derive.ts'

it('the archive holds the commands and the choices beside the formats, each with its hash', () => {
  const read = openSnapshot(readFileSync('public/samples/open.json', 'utf8'))
  if (!read.ok) throw new Error('the sample does not open')
  const base = atOnce(baseOf(readEstate(read.snapshot)))
  const { current, proposal } = base
  const { choices, desired, plan, reasons } = atOnce(viewOf(base, proposal.choices))
  const packed = unzipSync(atOnce(delivered(exportInput({ snapshot: read.snapshot, current, choices, plan, reasons }), { current, desired, choices })).zip)
  const textOf = (path: string): string => strFromU8(packed[path] ?? new Uint8Array())
  const { sha256: hashes } = JSON.parse(textOf('manifest.json')) as { readonly sha256: Readonly<Record<string, string>> }
  expect(Object.keys(packed).filter((path) => !path.includes('/')).sort()).toEqual(['choices.json', 'manifest.json', 'snippets.md'])
  expect(hashes['snippets.md']).toBe(sha256(textOf('snippets.md')))
  expect(textOf('snippets.md').match(/^### SN-\d\d/gm)?.length).toBeGreaterThan(20)
})
