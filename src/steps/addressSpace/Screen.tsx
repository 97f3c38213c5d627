import { nameOf } from '../../base/armId.ts'
import { Answers, answersOf } from '../../components/Answers.tsx'
import { Question } from '../../components/Question.tsx'
import { tagOf } from '../../components/questions.ts'
import { RangeMap } from '../../components/RangeMap.tsx'
import { TextAnswer } from '../../components/TextAnswer.tsx'
import type { ScreenProps } from '../screen.ts'
import { chosenNetworkId } from '../subnets.ts'
import { asksForRanges, parsePrefixes } from './answers.ts'
import { ApartTable } from './ApartTable.tsx'
import { DemandTable } from './DemandTable.tsx'
import { type MapBlock, addressMap } from './map.ts'
import { messages, planWords } from './messages.en.ts'
import { NetworkQuestion } from './NetworkQuestion.tsx'
import styles from './Screen.module.css'

const methods = ['alreadyConnected', 'bastion', 'vpnPointToSite', 'vpnSiteToSite', 'expressRoute'] as const

/** The questions of the address space: way in, network, then the plan as map and tables, and ranges elsewhere. */
export function Screen(props: ScreenProps) {
  const { current, choices, proposal, choose, unparsed, keepUnparsed } = props
  const own = choices.addressSpace
  const { otherRanges } = own
  const words = messages.questions.otherRanges
  return (
    <>
      <Question field="connectivity.method" title={planWords.method.title} why={planWords.method.why} tag={tagOf(choices.connectivity.method, proposal.connectivity.method, '')}>
        <Answers field="connectivity.method" label={planWords.method.title} value={choices.connectivity.method} answers={answersOf(planWords.methods, methods)}
          onChange={(method) => choose({ connectivity: { ...choices.connectivity, method } })} />
      </Question>
      <NetworkQuestion {...props} />
      <div className={styles.plan}>
        <div className={styles.map}><Map {...props} /></div>
        <div className={styles.tables}>
          <DemandTable {...props} />
          <p className={styles.note}>{planWords.kept}</p>
          <ApartTable {...props} />
        </div>
      </div>
      <Question field="addressSpace.otherRanges" title={words.title} why={words.why} tag={otherRanges === 'undecided' && asksForRanges(current) ? 'needed' : 'none'}>
        <TextAnswer field="addressSpace.otherRanges" label={planWords.otherRanges} hint={planWords.otherRangesHint} font="mono" unparsed={unparsed['addressSpace.otherRanges']} keepUnparsed={keepUnparsed}
          text={otherRanges === 'undecided' ? '' : otherRanges.length === 0 ? planWords.none : otherRanges.join(', ')} placeholder="10.128.0.0/9"
          parse={(text) => parsePrefixes(text, planWords.none, planWords.notARange)} onChange={(ranges) => choose({ addressSpace: { ...own, otherRanges: ranges } })} />
      </Question>
    </>
  )
}

const count = (value: number): string => value.toLocaleString('en')

function noteOf({ length, used, addresses, place }: MapBlock): string {
  if (length === null) return planWords.map.free(count(addresses))
  return place === 'continued' ? planWords.map.continued : planWords.map.subnet(length, used)
}

function Map({ current, choices }: ScreenProps) {
  const id = chosenNetworkId(choices)
  const prefixes = addressMap(current, choices)
  const [first] = prefixes
  if (id === null || first === undefined) return <p className={styles.note}>{planWords.map.noNetwork}</p>
  return (
    <RangeMap title={nameOf(id)} scale={planWords.map.oneRow(count(first.perRow))} label={planWords.map.label(nameOf(id))} legend={planWords.map.legend}
      prefixes={prefixes.map(({ prefix, total, free, meetsDocker, rows }) => ({
        prefix, caption: planWords.map.total(count(total), count(free)), conflict: meetsDocker ? planWords.map.docker : null,
        rows: rows.map(({ label, blocks }) => ({ label, blocks: blocks.map((block) => ({ kind: block.kind, name: block.name, share: block.share, note: noteOf(block) })) })),
      }))} />
  )
}
