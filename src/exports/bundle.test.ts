import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../base/sha256.ts'
import { bundle } from './bundle.ts'
import type { ExportFile } from './exportFile.ts'

const files: readonly ExportFile[] = [
  { path: 'bicep/main.bicep', language: 'bicep', text: "param x string = 'Zugänge 😀'\n" },
  { path: 'README.md', language: 'markdown', text: '# a\n' },
]
const facts = { plan: '4f1c09ae', takenAt: '2026-09-21T14:02:33Z' }

describe('bundle', () => {
  it('holds every file as it is and the hash of each', () => {
    const packed = unzipSync(bundle(files, facts))
    const manifest = JSON.parse(strFromU8(packed['manifest.json'] ?? new Uint8Array())) as { plan: string; sha256: Record<string, string> }
    expect(Object.keys(packed).sort()).toEqual(['README.md', 'bicep/main.bicep', 'manifest.json'])
    expect(strFromU8(packed['bicep/main.bicep'] ?? new Uint8Array())).toBe(files[0]?.text)
    expect(manifest).toMatchObject({ plan: '4f1c09ae', sha256: { 'bicep/main.bicep': sha256(files[0]?.text ?? ''), 'README.md': sha256('# a\n') } })
  })

  it('has the same bytes for the same files in another order', () => {
    expect(bundle([...files].reverse(), facts)).toEqual(bundle(files, facts))
  })

  it('refuses two files of one path, whatever their case', () => {
    expect(() => bundle([...files, { path: 'readme.MD', language: 'text', text: '' }], facts)).toThrow('two files')
  })
})
