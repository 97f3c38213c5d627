import { Answers, answersOf } from '../../components/Answers.tsx'
import { Question } from '../../components/Question.tsx'
import { tagOf } from '../../components/questions.ts'
import type { ScreenProps } from '../screen.ts'
import type { KeyVaultChoices } from './choices.ts'
import { messages } from './messages.en.ts'

/** The questions of the key vault step. */
export function Screen({ choices, proposal, because, choose }: ScreenProps) {
  const own = choices.keyVault
  const say = (part: Partial<KeyVaultChoices>) => choose({ keyVault: { ...own, ...part } })
  const asked = (field: keyof KeyVaultChoices) => ({
    field: `keyVault.${field}`, title: messages.questions[field].title, why: messages.questions[field].why,
    tag: tagOf(own[field], proposal.keyVault[field], because(field)), because: because(field),
  })
  return (
    <>
      <Question {...asked('reach')}>
        <Answers field="keyVault.reach" label={messages.questions.reach.title} value={own.reach}
          answers={answersOf(messages.questions.reach.answers, ['privateEndpoint', 'serviceEndpoint'] as const)} onChange={(reach) => say({ reach })} />
      </Question>
      <Question {...asked('publicAccess')}>
        <Answers field="keyVault.publicAccess" label={messages.questions.publicAccess.title} value={own.publicAccess}
          answers={answersOf(messages.questions.publicAccess.answers, ['selectedNetworks', 'disabled', 'keep'] as const)} onChange={(publicAccess) => say({ publicAccess })} />
      </Question>
    </>
  )
}
