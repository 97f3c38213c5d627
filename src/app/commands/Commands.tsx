import { useMemo, useState } from 'react'
import { CodeFile } from '../../components/CodeFile.tsx'
import { Collapsed } from '../../components/Collapsed.tsx'
import { CopyButton } from '../../components/CopyButton.tsx'
import { Mono } from '../../components/Mono.tsx'
import { highlight } from '../../exports/highlight.ts'
import { snippetsOf } from '../../report/snippets/index.ts'
import { snippetWords as words } from '../../report/snippets/messages.en.ts'
import { type Snippet, type Tab, tabs } from '../../report/snippets/snippet.ts'
import type { View } from '../../session/derive.ts'
import type { StepId } from '../../steps/choices.ts'
import styles from './Commands.module.css'

/** The snippets of a step, each folded. The way that was chosen last is shown wherever a snippet has it. */
export function Commands({ step, view: { base: { current }, desired, choices } }: { readonly step: StepId; readonly view: View }) {
  const snippets = useMemo(() => snippetsOf(step, { current, desired, choices }), [step, current, desired, choices])
  const [wanted, setWanted] = useState<Tab | null>(null)
  if (snippets.length === 0) return <p className={styles.quiet}>{words.none}</p>
  return (
    <>
      <p className={styles.quiet}>{words.signIn(current.cloud)}</p>
      {snippets.map((snippet) => (
        <Collapsed key={`${snippet.id} ${snippet.what}`} title={snippet.what}>{() => <Shown snippet={snippet} wanted={wanted} want={setWanted} />}</Collapsed>
      ))}
    </>
  )
}

function Shown({ snippet: { id, what, notes, requirements, ways }, wanted, want }: { readonly snippet: Snippet; readonly wanted: Tab | null; readonly want: (tab: Tab) => void }) {
  const shown = ways.find(({ tab }) => tab === wanted) ?? ways[0]
  if (shown === undefined) return null
  const { language, supportEnded } = tabs[shown.tab]
  const name = words.tabs[shown.tab]
  return (
    <div className={styles.snippet}>
      <p className={styles.quiet}>{notes.join(' ')} <Mono>{[id, ...requirements].join(', ')}</Mono></p>
      <div className={styles.bar}>
        <div role="group" aria-label={words.waysLabel(what)} className={styles.ways}>
          {ways.map(({ tab }) => <button key={tab} type="button" aria-pressed={tab === shown.tab} onClick={() => want(tab)}>{words.tabs[tab]}</button>)}
        </div>
        <CopyButton text={shown.code} what={`${what}, ${name}`} />
      </div>
      {supportEnded !== null && <p className={styles.ended}>{words.ended(name, supportEnded)}</p>}
      <CodeFile label={`${what}, ${name}`} lines={highlight(shown.code.trimEnd(), language)} />
    </div>
  )
}
