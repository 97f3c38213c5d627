import { Button } from '@fluentui/react-components'
import { DataTable } from '../../components/DataTable.tsx'
import { LevelIcon } from '../../components/Level.tsx'
import { Mono } from '../../components/Mono.tsx'
import type { ConfigFault } from '../../session/live.ts'
import { configWords as words } from './failureWords.en.ts'
import styles from './SignInPart.module.css'

const example = `{
  "clientId": "00000000-0000-0000-0000-000000000000",
  "tenant": "organizations",
  "cloud": "AzureCloud"
}`

/** What is wrong with config.json, for whoever hosts the site; everything but sign-in works without it. */
export function ConfigFaultView({ fault }: { readonly fault: ConfigFault }) {
  return (
    <>
      <div role="alert" className={styles.failed}>
        <LevelIcon word="must" />
        <div><p className={styles.what}>{words.title}</p><p>{words.text}</p></div>
      </div>
      <DataTable caption={words.caption} rows={[fault]} rowKey={({ property }) => property} columns={[
        { key: 'entry', head: words.columns.entry, kind: 'rowHead', cell: ({ property }) => (property === '' ? words.wholeFile : <span className={styles.entry}><Mono>{property}</Mono></span>) },
        { key: 'found', head: words.columns.found, cell: ({ found }) => <Mono>{found}</Mono> },
        { key: 'expected', head: words.columns.expected, cell: ({ expected }) => expected },
      ]} />
      <h3 className={styles.sub}>{words.example}</h3>
      <pre role="region" aria-label={words.example} tabIndex={0} className={styles.code}>{example}</pre>
      <Button onClick={() => location.reload()}>{words.again}</Button>
    </>
  )
}
