import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'ringfence-review-'))
afterAll(() => rmSync(folder, { recursive: true }))

const snapshot = 'public/samples/open.json'
const choices = join(folder, 'choices.json')

interface Ran { readonly code: number; readonly out: string; readonly err: string }

const refuse = () => Promise.reject(new Error('these commands need no network'))
const outside = {
  env: { WORDS: 'four plain words here', OTHER: 'three plain words' }, fetch: refuse, clock: { now: () => Date.parse('2026-11-25T12:00:00Z'), monotonic: () => 0, wait: () => Promise.resolve() } as never,
  // Hashing as often as links say is shown by the frozen corpus.
  iterations: 1_000, newId: () => 'id', az: refuse, signal: new AbortController().signal,
}

async function ran(...args: readonly string[]): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await run(args, { out: (text) => out.push(text), err: (text) => err.push(text) }, outside)
  return { code, out: out.join(''), err: err.join('') }
}

let link: Ran
beforeAll(async () => {
  writeFileSync(choices, (await ran('propose', '--snapshot', snapshot)).out)
  link = await ran('link', '--snapshot', snapshot, '--choices', choices)
})

describe('ringfence report', () => {
  it('prints the estate as read, and with choices the plan, in both formats', async () => {
    const [now, planned, log] = [await ran('report', '--snapshot', snapshot, '--format', 'markdown'), await ran('report', '--snapshot', snapshot, '--choices', choices, '--format', 'markdown'), await ran('report', '--snapshot', snapshot, '--format', 'sarif')]
    expect([now.code, now.out.split('\n')[0], planned.out.split('\n')[0], log.code]).toEqual([2, '# Assessment of `mlw-parcel-dev`', '# Plan for `mlw-parcel-dev`', 2])
    expect(planned.out).toContain('## Changes that only close (lockdown)')
    expect(JSON.parse(log.out)).toMatchObject({ version: '2.1.0', runs: [{ artifacts: [{ location: { uri: snapshot } }] }] })
  })

  it('names its formats when there is another or none', async () => {
    expect((await ran('report', '--snapshot', snapshot)).err).toBe('ringfence: report needs --format markdown|sarif\n')
    expect((await ran('report', '--snapshot', snapshot, '--format', 'pdf')).err).toBe('ringfence: report needs --format markdown|sarif, not "pdf"\n')
  })
})

describe('ringfence link and open-link', () => {
  it('make a link without names, say what is in it, and open it with the same plan', async () => {
    expect([link.code, link.out]).toEqual([0, expect.stringMatching(/^#\/review\/[\w-]+\n$/)])
    expect(link.err).toContain('ringfence: in the link: Pseudonyms for workspace')
    const opened = await ran('open-link', `https://ringfence.contoso.example/${link.out.trim()}`)
    expect(JSON.parse(opened.out)).toMatchObject({ names: 'masked', matches: true, madeAt: '2026-11-25T12:00:00Z', picture: 'desired' })
    expect(opened.out).not.toContain('parcel')
  })

  it('keep the names and write a file when asked, locked by a passphrase of the environment', async () => {
    const file = join(folder, 'new', 'deep', 'a.review.ringfence')
    const made = await ran('link', '--snapshot', snapshot, '--choices', choices, '--names', '--out', file, '--passphrase-env', 'WORDS')
    expect(JSON.parse(made.out)).toMatchObject({ file, bytes: readFileSync(file).length })
    expect((await ran('open-link', file)).err).toContain('is locked')
    expect((await ran('open-link', file, '--passphrase-env', 'OTHER')).err).toContain('does not open it')
    expect((await ran('open-link', file, '--passphrase-env', 'NONE')).err).toContain('NONE is empty')
    expect(JSON.parse((await ran('open-link', file, '--passphrase-env', 'WORDS')).out)).toMatchObject({ names: 'kept', matches: true, workspace: { name: 'mlw-parcel-dev' } })
  })

  it('say in one line what is wrong with a link', async () => {
    const { out } = link
    for (const [text, sentence] of [[out.trim().slice(0, -20), 'incomplete'], [`${out.trim().slice(0, 40)}A${out.trim().slice(41)}`, 'changed on its way'], ['#/review/AAAAAAAAAAAA', 'no review link']] as const) {
      const { code, err } = await ran('open-link', text)
      expect([code, err.trim().split('\n').length, err.includes(sentence)]).toEqual([1, 1, true])
    }
    expect((await ran('open-link')).err).toBe('ringfence: open-link needs a link or a file\n')
  })
})
