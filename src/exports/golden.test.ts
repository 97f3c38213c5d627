/** The exports of three estates, byte for byte. `npm run golden` writes them anew: read the difference as carefully as the code. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { taskText } from '../app/plan/taskText.ts'
import type { Json } from '../base/json.ts'
import { atOnce } from '../base/slices.ts'
import { readEstate } from '../discovery/readEstate.ts'
import { openSnapshot } from '../discovery/snapshot.ts'
import { exportInput } from '../session/deliver.ts'
import { baseOf, viewOf } from '../session/derive.ts'
import { hub } from '../simulator/scenarios/hub.ts'
import { open } from '../simulator/scenarios/open.ts'
import { secured } from '../simulator/scenarios/secured.ts'
import { laid } from './deployables.ts'
import type { ExportInput } from './exportFile.ts'
import { type Phase, roundsOf } from './fixtures/arm.ts'
import { exportFormats } from './index.ts'

const folder = join(import.meta.dirname, 'golden')

/** What the exports read when an estate's proposal is taken as it is. */
function inputOf(file: Json): ExportInput {
  const opened = openSnapshot(JSON.stringify(file))
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure))
  const current = readEstate(opened.snapshot)
  const base = atOnce(baseOf(current))
  const { choices, plan, reasons } = atOnce(viewOf(base, base.proposal.choices))
  return exportInput({ snapshot: opened.snapshot, current, choices, plan, reasons, tasks: taskText })
}

/** What a deployment of the ARM templates sends in a phase, one resource a line. */
const sent = (input: ExportInput, phase: Phase): string => roundsOf(laid(input))(phase).flat().map(({ id, body }) => `${id} ${JSON.stringify(body)}\n`).join('')

/** The files of an estate by path. */
function filesOf(file: Json): ReadonlyMap<string, string> {
  const input = inputOf(file)
  const written = Object.entries(exportFormats).flatMap(([format, write]) => write(input).files.map(({ path, text }) => [`${format}/${path}`, text] as const))
  return new Map([...written, ['sent-in-prepare.txt', sent(input, 'prepare')], ['sent-in-lockdown.txt', sent(input, 'lockdown')]])
}

const kept = (root: string): readonly string[] =>
  existsSync(root) ? readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(root, path)).isFile()).map((path) => path.replaceAll('\\', '/')).sort() : []

describe('the exports', () => {
  it.each([['open', open], ['hub', hub], ['secured', secured]] as const)('of %s are those that were read and kept', (name, file) => {
    const root = join(folder, name)
    const files = filesOf(file)
    if (process.env['GOLDEN'] === '1') {
      rmSync(root, { recursive: true, force: true })
      for (const [path, text] of files) {
        mkdirSync(dirname(join(root, path)), { recursive: true })
        writeFileSync(join(root, path), text)
      }
    }
    expect(kept(root)).toEqual([...files.keys()].sort())
    expect(Object.fromEntries(kept(root).map((path) => [path, readFileSync(join(root, path), 'utf8')]))).toEqual(Object.fromEntries(files))
  })

  it('of a secured estate change nothing', () => {
    expect(inputOf(secured).plan).toEqual([])
  })
})
