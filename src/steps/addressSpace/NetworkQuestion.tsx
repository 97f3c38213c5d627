import { nameOf } from '../../base/armId.ts'
import { Question } from '../../components/Question.tsx'
import { tagOf } from '../../components/questions.ts'
import { SelectAnswer } from '../../components/SelectAnswer.tsx'
import { TextAnswer } from '../../components/TextAnswer.tsx'
import type { ScreenProps } from '../screen.ts'
import { networksToChoose, parseNetworkName, parseNetworkRanges } from './answers.ts'
import { prefixConflict } from './conflicts.ts'
import { messages, planWords } from './messages.en.ts'
import { freshNetwork, subnetsFor, withNetworkRange } from './propose.ts'

/** Which network holds everything: one that exists, or a new one with its name and range. */
export function NetworkQuestion({ current, choices, proposal, because, choose, unparsed, keepUnparsed }: ScreenProps) {
  const own = choices.addressSpace
  const { network } = own
  const words = messages.questions.network
  const networks = networksToChoose(current, choices)
  const take = (key: string) => {
    const next = key === 'new' ? freshNetwork(current, choices) : networks.map(({ id }) => ({ use: 'existing' as const, id })).find(({ id }) => id === key)
    if (next !== undefined && next !== null) choose({ addressSpace: { ...own, network: next, ...subnetsFor(current, choices, next) } })
  }
  const answers = [...networks.map(({ id, region }) => ({ value: String(id), label: planWords.networks.existing(nameOf(id), region) })), { value: 'new', label: planWords.networks.fresh }]
  const conflict = network !== 'undecided' && network.use === 'new' ? network.prefixes.flatMap((prefix) => prefixConflict(prefix) ?? [])[0] : undefined
  return (
    <Question field="addressSpace.network" title={words.title} why={words.why} tag={tagOf(network, proposal.addressSpace.network, because('network'))} because={because('network')}>
      <SelectAnswer label={words.title} labelled="hidden" value={network === 'undecided' ? 'undecided' : network.use === 'new' ? 'new' : String(network.id)} answers={answers} onChange={take} />
      {network !== 'undecided' && network.use === 'new' && (
        <>
          <TextAnswer field="addressSpace.network.name" label={planWords.networkName} text={network.name} font="mono" unparsed={unparsed['addressSpace.network.name']} keepUnparsed={keepUnparsed}
            parse={(text) => parseNetworkName(text, planWords.notANetworkName)} onChange={(name) => choose({ addressSpace: { ...own, network: { ...network, name } } })} />
          <TextAnswer field="addressSpace.network.prefixes" label={planWords.networkPrefix} text={network.prefixes.join(', ')} font="mono" unparsed={unparsed['addressSpace.network.prefixes']} keepUnparsed={keepUnparsed}
            parse={(text) => parseNetworkRanges(text, { range: planWords.notARange, overlap: planWords.rangesOverlap })} onChange={(prefixes) => choose({ addressSpace: withNetworkRange(current, choices, { ...network, prefixes }) })}
            problem={conflict === undefined ? null : { why: planWords.conflict(conflict, null) }} />
        </>
      )}
    </Question>
  )
}
