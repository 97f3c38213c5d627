import { Collapsed } from '../../components/Collapsed.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { Level } from '../../components/Level.tsx'
import type { Preflighting } from '../../session/applyState.ts'
import { forecastWords as words } from './forecast.messages.en.ts'
import { foreseenRows, noiseIn } from './foreseenRows.ts'
import styles from './Parts.module.css'

/** What ARM foresees of each resource, beside what this plan does to it. */
export function Foreseen({ preflight: { forecasts, plan } }: { readonly preflight: Preflighting }) {
  const [rows, noise] = [foreseenRows(forecasts, plan), noiseIn(forecasts)]
  if (rows.length === 0) return null
  return (
    <Collapsed title={words.foreseen} count={rows.length}>
      {() => (
        <>
          <p className={styles.quiet}>{words.foreseenText}{noise > 0 && ` ${words.noise(noise)}`}</p>
          <DataTable caption={words.foreseen} rows={rows} rowKey={({ id }) => id} columns={[
            { key: 'resource', head: words.columns.resource, kind: 'rowHead', cell: ({ id, name }) => <span title={id}>{name}</span> },
            { key: 'plan', head: words.columns.plan, cell: ({ plan }) => plan },
            { key: 'arm', head: words.columns.arm, cell: ({ word, arm }) => <Level word={word} text={arm} /> },
          ]} />
        </>
      )}
    </Collapsed>
  )
}
