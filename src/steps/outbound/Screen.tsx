import { Answers, answersOf } from '../../components/Answers.tsx'
import { CheckAnswers } from '../../components/CheckAnswers.tsx'
import { Question } from '../../components/Question.tsx'
import { TextAnswer } from '../../components/TextAnswer.tsx'
import { tagOf } from '../../components/questions.ts'
import type { ScreenProps } from '../screen.ts'
import { placesComputes } from '../subnets.ts'
import { allowList } from './allowList.ts'
import { FoldedAllowTables } from './AllowTables.tsx'
import { addressBy, packageNames } from './answers.ts'
import type { OutboundChoices } from './choices.ts'
import { fieldWords, messages } from './messages.en.ts'

/** The questions of outbound access. */
export function Screen({ desired, choices, proposal, because, choose, unparsed, keepUnparsed }: ScreenProps) {
  const own = choices.outbound
  const say = (part: Partial<OutboundChoices>) => choose({ outbound: { ...own, ...part } })
  const asked = (field: keyof OutboundChoices) => ({
    field: `outbound.${field}`, title: messages.questions[field].title, why: messages.questions[field].why,
    tag: tagOf(own[field], proposal.outbound[field], because(field)), because: because(field),
  })
  const { questions } = messages
  return (
    <>
      {!placesComputes(choices) && <p>{fieldWords.managedNetwork}</p>}
      <Question {...asked('newCompute')}>
        <Answers field="outbound.newCompute" label={questions.newCompute.title} value={own.newCompute} answers={answersOf(questions.newCompute.answers, ['withoutPublicIp', 'withPublicIp'] as const)} onChange={(newCompute) => say({ newCompute })} />
      </Question>
      <Question {...asked('egress')}>
        <Answers field="outbound.egress" label={questions.egress.title} value={own.egress} answers={answersOf(questions.egress.answers, ['existing', 'natGateway', 'firewallRoute', 'none'] as const)} onChange={(egress) => say({ egress })} />
      </Question>
      {own.egress === 'firewallRoute' && (
        <Question {...asked('firewallAddress')} tag={own.firewallAddress === null ? 'needed' : 'none'}>
          <TextAnswer field="outbound.firewallAddress" label={questions.firewallAddress.title} labelled="hidden" font="mono" text={own.firewallAddress ?? ''} unparsed={unparsed['outbound.firewallAddress']}
            parse={addressBy} onChange={(firewallAddress) => say({ firewallAddress })} keepUnparsed={keepUnparsed} />
        </Question>
      )}
      <Question {...asked('rules')}>
        <Answers field="outbound.rules" label={questions.rules.title} value={own.rules} answers={answersOf(questions.rules.answers, ['keep', 'requiredOnly', 'openOnPurpose'] as const)} onChange={(rules) => say({ rules })} />
      </Question>
      <Question {...asked('packages')} tag={own.packages === 'undecided' && own.rules !== 'requiredOnly' ? 'none' : asked('packages').tag}>
        <Answers field="outbound.packages.needed" label={fieldWords.packagesNeeded.label} value={own.packages === 'undecided' ? 'undecided' : own.packages.length === 0 ? 'none' : 'some'}
          answers={answersOf(fieldWords.packagesNeeded.answers, ['some', 'none'] as const)} onChange={(needed) => say({ packages: needed === 'none' ? [] : ['python'] })} />
        {own.packages !== 'undecided' && own.packages.length > 0 && (
          <CheckAnswers field="outbound.packages" label={questions.packages.title} values={own.packages} answers={answersOf(questions.packages.answers, packageNames)} onChange={(packages) => say({ packages })} />
        )}
      </Question>
      <Question {...asked('rstudio')}>
        <Answers field="outbound.rstudio" label={questions.rstudio.title} value={own.rstudio} answers={answersOf(questions.rstudio.answers, ['used', 'notUsed'] as const)} onChange={(rstudio) => say({ rstudio })} />
      </Question>
      {placesComputes(choices) && <FoldedAllowTables list={() => allowList(desired, choices)} />}
    </>
  )
}
