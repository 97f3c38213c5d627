import { Collapsed } from '../components/Collapsed.tsx'
import { DataTable } from '../components/DataTable.tsx'
import { Mono } from '../components/Mono.tsx'
import type { Charge } from './charges.ts'
import { chargeText, chargeWords as words } from './charges.en.ts'

/** How many names of a kind are told here; the changes of the plan tell all. */
const told = 3

/** What the plan makes that is billed, and by what, without prices. */
export function ChargeTable({ charges }: { readonly charges: readonly Charge[] }) {
  return (
    <>
      <p>{charges.length === 0 ? words.none : words.text}</p>
      {charges.length > 0 && (
        <DataTable<Charge> caption={words.title} rows={charges} rowKey={({ what }) => what} columns={[
          { key: 'what', head: words.head.what, kind: 'rowHead', cell: (charge) => chargeText(charge).what },
          { key: 'which', head: words.head.which, cell: ({ names }) => <>{names.slice(0, told).map((name, index) => <span key={name}>{index > 0 && ', '}<Mono>{name}</Mono></span>)}{names.length > told && words.more(names.length - told)}</> },
          { key: 'by', head: words.head.by, cell: (charge) => chargeText(charge).by },
        ]} />
      )}
    </>
  )
}

/** The same, folded until it is wanted. */
export const FoldedCharges = ({ charges }: { readonly charges: readonly Charge[] }) => <Collapsed title={words.title} count={charges.length}>{() => <ChargeTable charges={charges} />}</Collapsed>
