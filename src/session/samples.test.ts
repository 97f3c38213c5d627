import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { startWords } from '../app/messages.en.ts'
import { openSnapshot } from '../discovery/snapshot.ts'
import { readEstate } from '../discovery/readEstate.ts'

const folder = new URL('../../public/samples/', import.meta.url)
const names = startWords.samples.list.map(({ name }) => name)

const estateOf = (name: string) => {
  const opened = openSnapshot(readFileSync(new URL(`${name}.json`, folder), 'utf8'))
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure))
  return readEstate(opened.snapshot)
}

describe('the samples', () => {
  it('are the files that the start page names', () => {
    expect(readdirSync(folder).sort()).toEqual(names.map((name) => `${name}.json`).sort())
  })

  it.each(names)('%s opens, and everything in it is of a type that we read', (name) => {
    expect(estateOf(name).otherTypes).toEqual([])
  })

  it('differ in what they show: one open, one half closed with parts unread', () => {
    const [open, half] = [estateOf('open'), estateOf('half')]
    expect([open.unread, open.endpoints.length, half.unread.length > 0, half.endpoints.length]).toEqual([[], 0, true, 3])
  })
})
