import { nameOf } from '../../base/armId.ts'
import { answersOf } from '../../components/Answers.tsx'
import { CheckAnswers } from '../../components/CheckAnswers.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Mono } from '../../components/Mono.tsx'
import { SelectAnswer } from '../../components/SelectAnswer.tsx'
import { ShortName } from '../../components/ShortName.tsx'
import type { Estate } from '../../estate/estate.ts'
import type { StorageAccount } from '../../estate/services.ts'
import { concernedAccounts } from '../concerned.ts'
import { wantedGroups, withAccountAnswer } from './accounts.ts'
import { type StorageChoices, storageGroup } from './choices.ts'
import { messages, tableWords } from './messages.en.ts'

interface Row {
  readonly account: StorageAccount
  readonly isDefault: boolean
  readonly kinds: readonly string[]
  readonly reach: StorageChoices['accounts'][number]['reach']
}

const { answers } = messages.questions.accounts
const ways = ['privateEndpoint', 'serviceEndpoint'] as const

const roleOf = ({ account, isDefault, kinds }: Row): string =>
  `${isDefault ? tableWords.isDefault : `${tableWords.datastore} ${kinds.join(', ')}`} · ${account.hierarchical ? tableWords.lake : account.kind}, ${account.sku}`

/** One row per account that the workspace works with: its role, its way, and the sub-resources that get an endpoint. */
export function AccountTable({ current, own, onChange }: {
  readonly current: Estate
  readonly own: StorageChoices
  readonly onChange: (own: StorageChoices) => void
}) {
  const accounts = concernedAccounts(current)
  const rows = accounts.flatMap(({ entry, isDefault, kinds }): readonly Row[] =>
    entry === null ? [] : [{ account: entry, isDefault, kinds, reach: own.accounts.find(({ id }) => id === entry.id)?.reach ?? 'undecided' }])
  const unread = accounts.filter(({ entry }) => entry === null).map(({ name }) => name)
  const columns: readonly Column<Row>[] = [
    { key: 'account', head: tableWords.account, kind: 'rowHead', cell: ({ account }) => <ShortName name={nameOf(account.id)} /> },
    { key: 'role', head: tableWords.role, cell: roleOf },
    {
      key: 'reach', head: tableWords.reach,
      cell: ({ account, reach }) => (
        <SelectAnswer label={tableWords.reachOf(nameOf(account.id))} labelled="hidden" value={reach} answers={answersOf(answers, ways)}
          onChange={(chosen) => onChange(withAccountAnswer(own, account.id, { reach: chosen }))} />
      ),
    },
    { key: 'groups', head: tableWords.groups, cell: (row) => <Groups row={row} own={own} onChange={onChange} /> },
  ]
  return (
    <>
      <DataTable caption={tableWords.caption} rows={rows} rowKey={({ account }) => account.id} columns={columns} />
      {ways.map((way) => <p key={way}><b>{answers[way].label}</b>: {answers[way].caption}</p>)}
      {unread.length > 0 && <p>{tableWords.unread(unread.join(', '))}</p>}
    </>
  )
}

/** The default account's sub-resources follow from the article; another account's are a choice. */
function Groups({ row, own, onChange }: { readonly row: Row; readonly own: StorageChoices; readonly onChange: (own: StorageChoices) => void }) {
  if (row.reach !== 'privateEndpoint') return <Mono>–</Mono>
  const wanted = wantedGroups(row, own)
  if (row.isDefault) return <Mono>{wanted.join(', ')}</Mono>
  return (
    <CheckAnswers field={`storage.accounts.${nameOf(row.account.id)}`} label={tableWords.groupsOf(nameOf(row.account.id))}
      values={storageGroup.options.filter((group) => wanted.some((each) => each === group))} answers={storageGroup.options.map((value) => ({ value, label: value }))}
      onChange={(groups) => onChange(withAccountAnswer(own, row.account.id, { groups }))} />
  )
}
