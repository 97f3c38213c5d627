import { CodeFile } from '../../components/CodeFile.tsx'
import { Collapsed } from '../../components/Collapsed.tsx'
import { CopyButton } from '../../components/CopyButton.tsx'
import type { Estate } from '../../estate/estate.ts'
import { scriptWords } from './messages.en.ts'
import { linesOf, scriptsFor, type Snippet } from './snippets.ts'
import type { DatastoreKind } from './subject.ts'

function Script({ title, snippet }: { readonly title: string; readonly snippet: Snippet }) {
  return (
    <Collapsed title={title}>
      <CodeFile label={title} lines={linesOf(snippet)} />
      <CopyButton text={snippet.code} what={title} />
    </Collapsed>
  )
}

/** The scripts that register datastores and datasets without validation, each to be copied. */
export function Scripts({ kinds, estate }: { readonly kinds: readonly DatastoreKind[]; readonly estate: Estate }) {
  const { datastores, datasets } = scriptsFor(kinds, estate)
  return (
    <section aria-label={scriptWords.scripts}>
      <p>{scriptWords.badge}</p>
      {datastores.map((snippet) => <Script key={snippet.what} title={scriptWords.datastore(snippet.what)} snippet={snippet} />)}
      {datasets.map((snippet) => <Script key={snippet.what} title={scriptWords.dataset(snippet.what)} snippet={snippet} />)}
    </section>
  )
}
