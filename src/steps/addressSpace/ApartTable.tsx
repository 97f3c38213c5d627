import { DataTable } from '../../components/DataTable.tsx'
import { Level } from '../../components/Level.tsx'
import { Mono } from '../../components/Mono.tsx'
import { ShortName } from '../../components/ShortName.tsx'
import type { ScreenProps } from '../screen.ts'
import { type Apart, networkPrefixes, rangesApart } from './conflicts.ts'
import { planWords } from './messages.en.ts'

/** The ranges that must not meet the network, with where they are known from and whether they do. */
export function ApartTable({ current, choices }: Pick<ScreenProps, 'current' | 'choices'>) {
  const prefixes = networkPrefixes(current, choices).join(', ')
  return (
    <DataTable<Apart> caption={planWords.apart} captioned="shown" rows={rangesApart(current, choices)} rowKey={({ text, what, name }) => `${what} ${name} ${text}`} columns={[
      { key: 'range', head: planWords.apartColumns.range, kind: 'rowHead', cell: ({ text }) => <Mono>{text}</Mono> },
      { key: 'what', head: planWords.apartColumns.what, cell: ({ what, name }) => (name === '' ? planWords.apartNames[what] : <ShortName name={name} />) },
      { key: 'known', head: planWords.apartColumns.known, cell: ({ what }) => planWords.knownFrom[what] },
      { key: 'against', head: planWords.apartColumns.against(prefixes), cell: ({ meets }) => <Level word={meets ? 'must' : 'kept'} text={meets ? planWords.meets : planWords.isApart} /> },
    ]} />
  )
}
