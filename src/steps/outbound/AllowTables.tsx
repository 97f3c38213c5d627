import { Collapsed } from '../../components/Collapsed.tsx'
import { CopyButton } from '../../components/CopyButton.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { Mono } from '../../components/Mono.tsx'
import styles from './AllowTables.module.css'
import { type Allowed, type AllowList, allowParts } from './allowList.ts'
import { fieldWords } from './messages.en.ts'

const words = fieldWords.allowed

const needOf = ({ when }: Allowed): string => (when === null ? words.required : words.when(when))

const keyOf = ({ to, protocol, ports, purpose }: Allowed): string => [to, protocol, ...ports, purpose].join(' ')

/** The list as tab-separated lines, for a spreadsheet or a ticket. */
const copied = (list: AllowList): string => [
  Object.values(words.head).join('\t'), ...allowParts.flatMap((part) => list[part].map((row) => [row.to, words.port(row.protocol, row.ports), row.purpose, needOf(row)].join('\t'))),
].join('\n')

/** What a firewall has to let through, in three tables, and where the service's own list comes from. */
export function AllowTables({ list }: { readonly list: AllowList }) {
  return (
    <>
      <p>{words.text} <CopyButton text={copied(list)} what={words.copyWhat} label={words.copyList} /></p>
      {allowParts.map((part) => (
        <div key={part} className={styles.part}>
          <h3>{words.parts[part]}</h3>
          <p>{words.partText[part]}</p>
          <DataTable caption={words.parts[part]} rows={list[part]} rowKey={keyOf} columns={[
            { key: 'to', head: words.head.to, kind: 'rowHead', cell: ({ to }) => <span className={styles.to}><Mono>{to}</Mono></span> },
            { key: 'port', head: words.head.port, cell: ({ protocol, ports }) => words.port(protocol, ports) },
            { key: 'purpose', head: words.head.purpose, cell: (row) => <>{row.purpose}<span className={styles.need}>{needOf(row)}</span></> },
          ]} />
        </div>
      ))}
      <p>{words.own} <Mono>{list.ownListRequest}</Mono> <CopyButton text={list.ownListRequest} what={words.copyOwn} /></p>
    </>
  )
}

/** The same, folded until it is wanted. */
export const FoldedAllowTables = ({ list }: { readonly list: () => AllowList }) => <Collapsed title={words.title}>{() => <AllowTables list={list()} />}</Collapsed>
