import { blank, type Document, line, lines, spaced, write } from '../base/document.ts'
import { idKey, nameOf } from '../base/armId.ts'
import type { Phase } from '../changes/change.ts'
import type { Deployable } from './declarations.ts'
import { type Laid, targetWords } from './deployables.ts'
import { beforeDeploying } from './first.ts'
import { holdsList } from './inlined.ts'
import type { ExportFile, ExportInput, OmittedBecause } from './exportFile.ts'
import { cell, code } from './markdown.ts'
import { readMeWords as words } from './messages.en.ts'
import { pipelinesReadMe } from './pipelines/messages.en.ts'
import { describe, locks, numberOf, type Stage, stagesOf } from './stages.ts'

/** What a read-me is about. */
export interface ReadMe extends Laid {
  readonly manner: Manner
}

/** What a format says in its own way. */
export interface Manner {
  readonly words: {
    readonly purpose: (readAt: string) => string
    /** Sentences: what is looked at first, and how the folders named (` of …`, or nothing) are deployed in each phase. */
    readonly steps: { readonly look: readonly string[]; readonly prepare: (of: string) => string; readonly lockdown: (of: string, closes: boolean) => string }
    /** What is sent again in the second phase; null where a format sends only what differs. */
    readonly again: string | null
    readonly setBack: string
    readonly addedByLockdown: string
    /** Heading and sentences over the list of existing resources; the last only where a workspace is among them. */
    readonly existing: string
    readonly existingWhy: (readAt: string) => string
    readonly existingWorkspace: string
  }
  readonly because: Readonly<Record<OmittedBecause, string>>
  /** The environment variable that holds a secret. */
  readonly variable: (parameter: string) => string
  /** The commands of a folder in a phase. */
  readonly commands: Readonly<Record<Phase, (deployable: Deployable) => Commands>>
}

/** Commands of a shell, run where the read-me lies. */
export interface Commands {
  /** What a machine needs once before the others; nothing for most. */
  readonly ready: readonly string[]
  /** What shows the change and sends nothing. */
  readonly look: readonly string[]
  readonly change: readonly string[]
}

/** `README.md` of an export: what it does, in which order it is deployed, how to take it back, and what is not in it. */
export function readMe(about: ReadMe): ExportFile {
  const { workspaceId, takenAt } = about.input.about
  const document = spaced(
    line(`# ${words.title(code(nameOf(workspaceId)))}`),
    lines(about.manner.words.purpose(code(takenAt))),
    order(about.all),
    section(words.first, firstSteps(about)),
    section(words.deploy, deploy(about)),
    section(pipelinesReadMe.title, about.all.length === 0 ? [] : line(pipelinesReadMe.text)),
    section(words.undo, undo(about)),
    section(about.manner.words.existing, existing(about)),
    section(words.missing, missing(about)),
    section(words.said, said(about)),
  )
  return { path: 'README.md', language: 'markdown', text: write(document) }
}

/** A heading over a body; nothing where the body is empty. */
export const section = (title: string, body: Document): Document => (body.length === 0 ? [] : [...line(`## ${title}`), ...blank, ...body])

function order(all: readonly Deployable[]): Document {
  if (all.length === 0) return line(words.empty)
  if (all.length === 1) return []
  const rows = all.map(({ folder, team, target, modules }) => {
    const count = modules.flatMap((module) => module.declarations).length
    return `| ${code(folder)} | ${team === null ? words.ownTeam : cell(team)} | ${code(targetWords(target).group)} | ${count} |`
  })
  return spaced(line(words.order), lines(words.orderHead, '|---|---|---|---|', ...rows))
}

function firstSteps({ manner, ...laid }: ReadMe): Document {
  const { actions, endpoints } = beforeDeploying(laid)
  const secrets = [...new Set(laid.all.flatMap((one) => one.parameters).filter((parameter) => parameter.secret).map((parameter) => parameter.name))]
  return lines(...[...actions, ...secrets.map((name) => words.secret(code(name), code(manner.variable(name)))), ...endpoints].map((text) => `- ${text}`))
}

function steps({ manner: { words: { steps: said } }, ...laid }: ReadMe): readonly string[] {
  const { stages, last } = stagesOf(laid)
  const of = (some: readonly Deployable[]): string => words.of(laid.all.length === 1 ? [] : some.map(({ folder }) => code(folder)))
  const closes = laid.input.plan.some((change) => change.closes)
  const deployed = ({ phase, folders }: Stage): readonly string[] => (folders.length === 0 ? [] : [phase === 'prepare' ? said.prepare(of(folders)) : said.lockdown(of(folders), closes)])
  return [...said.look, ...stages.flatMap((stage) => [...stage.first, ...deployed(stage)]), ...last]
}

function deploy(about: ReadMe): Document {
  const { manner: { commands, words: { again } }, all } = about
  if (all.length === 0) return []
  const shown = (one: Deployable, phase: Phase): readonly string[] => {
    const { ready, look, change } = commands[phase](one)
    return [...(phase === 'prepare' ? ready : []), ...look, ...change]
  }
  const folders = all.flatMap((one) => [all.length > 1 ? line(`### ${code(one.folder)}`) : [], lines('```sh', ...shown(one, 'prepare'), ...(locks(one) ? shown(one, 'lockdown') : []), '```')])
  return spaced(lines(...steps(about).map((text, index) => `${index + 1}. ${text}`)), again === null || !all.some(locks) ? [] : sentAgain(again, all), all.length > 1 ? line(words.each) : [], ...folders)
}

function sentAgain(again: string, all: readonly Deployable[]): Document {
  const lists = all.filter(locks).flatMap(({ modules }) => modules).flatMap(({ declarations }) => declarations).filter(({ state, type }) => state === 'new' && holdsList(type))
  return spaced(line(again), lists.length === 0 ? [] : [...line(words.againLists), ...blank, ...lines(...lists.map(({ id }) => `- ${code(id)}`))])
}

function undo({ manner, all }: ReadMe): Document {
  const added = all.flatMap((one) => one.modules).flatMap((module) => module.declarations).filter((one) => one.only === 'lockdown')
  return all.some(locks) ? spaced(lines(manner.words.setBack), added.length === 0 ? [] : [...line(manner.words.addedByLockdown), ...blank, ...lines(...added.map((one) => `- ${code(one.id)}`))]) : []
}

function existing({ manner, all, input }: ReadMe): Document {
  const found = all.flatMap((one) => one.modules).flatMap((module) => module.declarations).filter((one) => one.state === 'existing')
  if (found.length === 0) return []
  const hasWorkspace = found.some((one) => one.type.toLowerCase() === 'microsoft.machinelearningservices/workspaces')
  return spaced(
    line(manner.words.existingWhy(code(input.about.takenAt))),
    hasWorkspace ? line(manner.words.existingWorkspace) : [],
    lines(...found.map((one) => `- ${code(one.id)}`)),
  )
}

function missing({ manner, omitted, input }: ReadMe): Document {
  if (omitted.length === 0) return []
  const rows = omitted.map(({ change, because }) => `| ${numberOf(change, input)} | ${change.phase} | ${describe(change, input)} | ${manner.because[because]} |`)
  return lines(words.missingHead, '|---|---|---|---|', ...rows)
}

/** What people said of resources that no template here holds, where it would be a comment. */
function said({ all, input }: ReadMe): Document {
  return saidElsewhere(input, new Set(all.flatMap((one) => one.modules).flatMap((module) => module.declarations).map(({ id }) => idKey(id))))
}

/** What people said of resources beside those that are held, by `idKey`. */
export function saidElsewhere(input: ExportInput, held: ReadonlySet<string>): Document {
  const others = [...input.said ?? []].filter(([id]) => !held.has(id))
  return lines(...others.flatMap(([id, texts]) => texts.map((text) => `- ${code(id)}: ${code(text)}`)))
}
