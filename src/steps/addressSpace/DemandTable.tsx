import { nameOf } from '../../base/armId.ts'
import { DataTable } from '../../components/DataTable.tsx'
import { Mono } from '../../components/Mono.tsx'
import { questionId } from '../../components/questions.ts'
import { SelectAnswer } from '../../components/SelectAnswer.tsx'
import { ShortName } from '../../components/ShortName.tsx'
import { TextAnswer } from '../../components/TextAnswer.tsx'
import type { ScreenProps } from '../screen.ts'
import type { SubnetNeed } from '../subnets.ts'
import { type DemandRow, choiceKey, demandRows, parsePrefix, parseSubnetName, subnetsToChoose } from './answers.ts'
import type { SubnetChoice } from './choices.ts'
import { planWords } from './messages.en.ts'
import { freshSubnet } from './propose.ts'
import styles from './Screen.module.css'

type Own = Pick<ScreenProps, 'current' | 'choices' | 'choose' | 'unparsed' | 'keepUnparsed'>

/** Who needs addresses: the subnet of each need, its range, and what that leaves. */
export function DemandTable(props: Own) {
  return (
    <DataTable<DemandRow> caption={planWords.whoNeeds} captioned="shown" rows={demandRows(props.current, props.choices)} rowKey={({ need }) => need} columns={[
      { key: 'need', head: planWords.columns.need, kind: 'rowHead', cell: (row) => <Need row={row} /> },
      { key: 'subnet', head: planWords.columns.subnet, cell: (row) => <SubnetCell row={row} {...props} /> },
      { key: 'range', head: planWords.columns.range, cell: (row) => <RangeCell row={row} {...props} /> },
      { key: 'needed', head: planWords.columns.needed, kind: 'number', cell: ({ needed, parts }) => (parts.length === 0 ? '—' : needed) },
      { key: 'usable', head: planWords.columns.usable, kind: 'number', cell: ({ usable }) => usable ?? '—' },
      { key: 'left', head: planWords.columns.left, kind: 'number', cell: ({ left }) => left ?? '—' },
    ]} />
  )
}

const partsText = ({ need, parts }: DemandRow): string =>
  parts.length === 0 ? planWords.fixedSize[need] : parts.map(({ consumer, count }) => `${planWords.consumers[consumer]} ${count}`).join(', ')

const Need = ({ row }: { readonly row: DemandRow }) => <span className={styles.need}>{planWords.needs[row.need]}<span className={styles.parts}>{partsText(row)}</span></span>

/** Replaces the choice for one need. */
const say = ({ choices, choose }: Own, need: SubnetNeed, choice: SubnetChoice): void => choose({ addressSpace: { ...choices.addressSpace, [need]: choice } })

/** Whether what is wrong is the name, which Bastion's subnet has no field for. */
const isAboutName = ({ need, found }: DemandRow): boolean => found?.conflict.conflict === 'nameTaken' && need !== 'bastionSubnet'

function SubnetCell({ row, ...props }: Own & { readonly row: DemandRow }) {
  const { need, choice, found } = row
  const { current, choices, unparsed, keepUnparsed } = props
  const subnets = subnetsToChoose(current, choices, need)
  const take = (key: string) => {
    const id = subnets.find((each) => each === key)
    say(props, need, id === undefined ? freshSubnet(current, choices, need) : { use: 'existing', id })
  }
  const field = `addressSpace.${need}.name`
  return (
    <div id={questionId(`addressSpace.${need}`)} tabIndex={-1}>
      <SelectAnswer label={planWords.subnetOf(planWords.needs[need])} labelled="hidden" value={choiceKey(choice)} onChange={take}
        answers={[...subnets.map((id) => ({ value: String(id), label: nameOf(id) })), { value: 'new', label: planWords.freshSubnet }]} />
      {choice !== 'undecided' && choice.use === 'new' && need !== 'bastionSubnet' && (
        <TextAnswer field={field} label={planWords.nameOf(planWords.needs[need])} labelled="hidden" text={choice.name} font="mono" unparsed={unparsed[field]} keepUnparsed={keepUnparsed}
          parse={(text) => parseSubnetName(text, planWords.notAName)} onChange={(name) => say(props, need, { ...choice, name })}
          problem={found === null || !isAboutName(row) ? null : { why: planWords.conflict(found.conflict, null) }} />
      )}
      {choice !== 'undecided' && choice.use === 'new' && need === 'bastionSubnet' && <ShortName name={choice.name} />}
    </div>
  )
}

function RangeCell({ row, ...props }: Own & { readonly row: DemandRow }) {
  const { need, choice, prefixes } = row
  const found = isAboutName(row) ? null : row.found
  const { unparsed, keepUnparsed } = props
  if (choice === 'undecided' || choice.use === 'existing') return <Mono>{prefixes.join(', ')}</Mono>
  const field = `addressSpace.${need}.prefix`
  const change = (prefix: string) => say(props, need, { ...choice, prefix })
  const instead = found?.instead ?? null
  return (
    <TextAnswer field={field} label={planWords.rangeOf(planWords.needs[need])} labelled="hidden" text={choice.prefix} font="mono" unparsed={unparsed[field]} keepUnparsed={keepUnparsed}
      parse={(text) => parsePrefix(text, planWords.notARange)} onChange={change}
      problem={found === null ? null : { why: planWords.conflict(found.conflict, instead), ...(instead === null ? {} : { fix: { text: planWords.useIt, apply: () => change(instead) } }) }} />
  )
}
