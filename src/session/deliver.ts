import { groupOf } from '../base/armId.ts'
import type { Slices } from '../base/slices.ts'
import type { Change, Reason } from '../changes/change.ts'
import { digest } from '../changes/digest.ts'
import { bodiesAsRead } from '../discovery/readEstate.ts'
import type { Snapshot } from '../discovery/snapshot.ts'
import type { Estate } from '../estate/estate.ts'
import { bundle, type BundleFacts } from '../exports/bundle.ts'
import type { Exported, ExportFile, ExportInput } from '../exports/exportFile.ts'
import { type ExportFormat, slicedExports } from '../exports/index.ts'
import { snippetsFile } from '../report/snippets/file.ts'
import type { About } from '../report/snippets/snippet.ts'
import { readOnlyOf, writable } from '../resources/writable.ts'
import type { Choices } from '../steps/choices.ts'

/** What the exports of a plan read. */
export function exportInput({ snapshot, current, choices, plan, reasons, said, tasks }: {
  readonly snapshot: Snapshot
  readonly current: Estate
  readonly choices: Choices
  readonly plan: readonly Change[]
  readonly reasons: ReadonlyMap<string, Reason>
  readonly said?: ReadonlyMap<string, readonly string[]>
  readonly tasks?: ExportInput['tasks']
}): ExportInput {
  const { resourceGroup } = choices.access.placement
  const own = groupOf(current.workspace.id) ?? current.workspace.id
  return {
    plan, asRead: bodiesAsRead(snapshot), reasons, writable, readOnly: readOnlyOf, ...(said === undefined ? {} : { said }), ...(tasks === undefined ? {} : { tasks }),
    about: { workspaceId: current.workspace.id, cloud: current.cloud, takenAt: current.takenAt, home: resourceGroup === 'undecided' ? own : resourceGroup },
  }
}

/** What is delivered of a plan: every format's files, and all of them in one archive. */
export interface Delivered {
  readonly exported: Readonly<Record<ExportFormat, Exported>>
  readonly zip: Uint8Array
}

/** Writes everything, in slices; the commands are written from what the plan was made of. */
export function* delivered(input: ExportInput, about: About): Slices<Delivered> {
  const exported = yield* slicedExports(input)
  yield
  const plan = digest(input.plan)
  yield
  const commands = snippetsFile(about)
  yield
  return { exported, zip: archive(exported, [commands, answersFile(about.choices)], { plan, takenAt: input.about.takenAt }) }
}

const answersFile = (choices: Choices): ExportFile => ({ path: 'choices.json', language: 'json', text: `${JSON.stringify(choices, null, 2)}\n` })

/** One archive: a folder per format, the commands, the choices, and a manifest of hashes. Equal plans give equal bytes. */
function archive(exported: Readonly<Record<ExportFormat, Exported>>, beside: readonly ExportFile[], facts: BundleFacts): Uint8Array {
  const files = Object.entries(exported).flatMap(([format, { files: own }]) => own.map((file) => ({ ...file, path: `${format}/${file.path}` })))
  return bundle([...files, ...beside], facts)
}
