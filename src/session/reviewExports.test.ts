import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { idKey } from '../base/armId.ts'
import { isList, isObject, type Json } from '../base/json.ts'
import { atOnce } from '../base/slices.ts'
import { readEstate } from '../discovery/readEstate.ts'
import { openSnapshot } from '../discovery/snapshot.ts'
import type { ExportFile } from '../exports/exportFile.ts'
import { HOSTILE } from '../exports/fixtures/hostile.ts'
import { exportFormats } from '../exports/index.ts'
import { oneLine } from '../exports/messages.en.ts'
import type { Reply, ReviewResponse } from '../review/reply.ts'
import { exportInput } from './deliver.ts'
import { baseOf, viewOf } from './derive.ts'
import { reviewedOf } from './review.ts'
import { commentsOn } from './said.ts'

const read = openSnapshot(readFileSync('public/samples/open.json', 'utf8'))
if (!read.ok) throw new Error('the sample does not open')
const { snapshot } = read
const base = atOnce(baseOf(readEstate(snapshot)))
const view = atOnce(viewOf(base, base.proposal.choices))
const { digest, workspaceId, items } = reviewedOf(view)
const today = '2026-12-01'

/** The files of each format, with or without what people said. */
const filesWith = (said: ReadonlyMap<string, readonly string[]>): readonly (readonly ExportFile[])[] => {
  const input = exportInput({ snapshot, current: base.current, choices: view.choices, plan: view.plan, reasons: view.reasons, said })
  return Object.values(exportFormats).map((format) => format(input).files)
}

/** Every text stands somewhere: one answer for each item, one risk for each finding; `texts` in turn. */
function saidBy(texts: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const textAt = (index: number) => `mark${index}. ${texts[index % texts.length] ?? ''} .${index}mark`
  const responses = items.map(({ is, key, print }, index): ReviewResponse => ({ is, key, print, response: 'question', note: textAt(index) }))
  const reply: Reply = { digest, workspaceId, reviewer: `R. Okafor ${texts.join(' ')}`, repliedAt: '2026-11-25T08:00:00Z', note: '', responses }
  const risks = view.validation.map(({ rule, at }, index) => ({ rule, at, reason: textAt(items.length + index), until: today }))
  return commentsOn(view, { risks, replies: [reply] }, today)
}

const said = saidBy(HOSTILE)
const formats = filesWith(said)
const [files, plain] = [formats.flat(), filesWith(new Map()).flat()]
const ending = (all: readonly ExportFile[], end: string) => all.filter(({ path }) => path.endsWith(end))

/** A template without its comments, and the comments of each resource. */
function apart(value: Json, comments: string[]): Json {
  if (isList(value)) return value.map((item) => apart(item, comments))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => {
    if (key !== 'comments' || typeof inner !== 'string') return [[key, apart(inner, comments)] as const]
    comments.push(inner)
    return []
  }))
}

const marks = (text: string): ReadonlySet<string> => new Set(text.match(/mark\d+(?=\.)/g))

describe('what people said of a plan', () => {
  it('is held by every format whole: in a template where one holds the resource, else in the read-me', () => {
    const all = new Set([...said.values()].flat().flatMap((text) => [...marks(text)]))
    expect(all.size).toBe(items.length + view.validation.length)
    for (const format of formats) {
      const held = marks(format.map(({ text }) => text).join('\n'))
      expect([...all].filter((mark) => !held.has(mark))).toEqual([])
    }
    const comments: string[] = []
    for (const { text } of ending(files, 'azuredeploy.json')) apart(JSON.parse(text) as Json, comments)
    const [bicep = '', readMe = ''] = ['.bicep', 'README.md'].map((end) => ending(files, end).map(({ text }) => text).join('\n'))
    for (const [id, texts] of said) {
      for (const text of texts) {
        const line = oneLine(text)
        const inArm = comments.some((comment) => comment.includes(line))
        expect([inArm, inArm || readMe.includes(`- \`${idKey(id)}\`: `)]).toEqual([bicep.includes(`// ${line}\n`), true])
      }
    }
  })

  it('changes nothing but comments of Bicep, whatever it says', () => {
    const code = (all: readonly ExportFile[]) => ending(all, '.bicep').map(({ text }) => text.split('\n').filter((line) => !/^\s*\/\//.test(line)))
    expect(code(files)).toEqual(code(plain))
  })

  it('changes nothing but comments of ARM templates, and none of them is an expression', () => {
    const [comments, none]: [string[], string[]] = [[], []]
    const rest = (all: readonly ExportFile[], into: string[]) => ending(all, 'azuredeploy.json').map(({ text }) => apart(JSON.parse(text) as Json, into))
    expect(rest(files, comments)).toEqual(rest(plain, none))
    expect(comments.filter((comment) => comment.startsWith('['))).toEqual([])
  })

  it('changes nothing but comments of scripts and of Terraform, whatever it says', () => {
    const code = (all: readonly ExportFile[]) => all.filter(({ path }) => /deploy\.(sh|ps1)$|main\.tf$/.test(path)).map(({ text }) => text.split('\n').filter((line) => !/^\s*#/.test(line)))
    expect(code(files)).toEqual(code(plain))
  })

  it('is text in the read-me: each in a code span of one line', () => {
    for (const { text } of ending(files, 'README.md')) {
      const lines = text.split('\n').filter((line) => marks(line).size > 0)
      expect(lines.length).toBeGreaterThan(0)
      expect(lines.filter((line) => !/^- `[^`]+`: `[^`]*`$/.test(line))).toEqual([])
    }
    const others = (all: readonly ExportFile[]) => ending(all, 'README.md').map(({ text }) => text.split('\n').filter((line) => line !== '' && marks(line).size === 0 && !line.startsWith('## Accepted risks')))
    expect(others(files)).toEqual(others(plain))
  })

  it('touches no other file', () => {
    const other = (all: readonly ExportFile[]) => all.filter(({ path }) => !/\.bicep$|azuredeploy\.json$|deploy\.(sh|ps1)$|main\.tf$|README\.md$/.test(path))
    expect(other(files)).toEqual(other(plain))
  })
})
