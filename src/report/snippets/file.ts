/** `snippets.md`: the commands that apply, by step, to be read beside the exports. */
import { nameOf } from '../../base/armId.ts'
import { type Document, line, lines, spaced, write } from '../../base/document.ts'
import type { ExportFile } from '../../exports/exportFile.ts'
import { stepIds } from '../../steps/order.ts'
import { titleOf } from '../../steps/words.ts'
import { code, text } from '../markup.ts'
import { snippetsOf } from './index.ts'
import { snippetWords } from './messages.en.ts'
import { type About, type Snippet, tabs, type Way } from './snippet.ts'

const words = snippetWords.file

/** The file; equal estates and choices give equal bytes. */
export function snippetsFile(about: About): ExportFile {
  const { workspace, cloud, takenAt } = about.current
  const document = spaced(
    line(`# ${words.title(code(nameOf(workspace.id)))}`),
    line(words.intro(code(takenAt))), line(text(snippetWords.signIn(cloud))),
    ...stepIds.flatMap((step) => {
      const own = snippetsOf(step, about)
      return own.length === 0 ? [] : [line(`## ${titleOf(step)}`), ...own.flatMap(section)]
    }),
  )
  return { path: 'snippets.md', language: 'markdown', text: write(document) }
}

const section = ({ id, what, notes, requirements, ways }: Snippet): readonly Document[] => [
  line(`### ${id}: ${text(what)}`),
  line([words.requirements(requirements.join(', ')), ...notes.map(text)].join(' ')),
  ...ways.flatMap(fenced),
]

/** A fence that is longer than any in the code. */
const fenceOf = (source: string): string => '`'.repeat(Math.max(3, ...[...source.matchAll(/`+/g)].map(([run]) => run.length + 1)))

function fenced({ tab, code: source }: Way): readonly Document[] {
  const { language, supportEnded } = tabs[tab]
  const fence = fenceOf(source)
  return [line(words.way(snippetWords.tabs[tab], supportEnded)), lines(`${fence}${language}`, ...source.trimEnd().split('\n'), fence)]
}
