import { Answers, answersOf } from '../../components/Answers.tsx'
import { Question } from '../../components/Question.tsx'
import { tagOf } from '../../components/questions.ts'
import type { ScreenProps } from '../screen.ts'
import { AccountTable } from './AccountTable.tsx'
import type { StorageChoices } from './choices.ts'
import { messages } from './messages.en.ts'

/** The questions of the storage step. */
export function Screen({ current, choices, proposal, because, choose }: ScreenProps) {
  const own = choices.storage
  const say = (part: Partial<StorageChoices>) => choose({ storage: { ...own, ...part } })
  const asked = (field: keyof StorageChoices) => ({
    field: `storage.${field}`, title: messages.questions[field].title, why: messages.questions[field].why,
    tag: tagOf(own[field], proposal.storage[field], because(field)), because: because(field),
  })
  return (
    <>
      <Question {...asked('accounts')}>
        <AccountTable current={current} own={own} onChange={say} />
      </Question>
      <Question {...asked('parallelRunStep')}>
        <Answers field="storage.parallelRunStep" label={messages.questions.parallelRunStep.title} value={own.parallelRunStep}
          answers={answersOf(messages.questions.parallelRunStep.answers, ['used', 'notUsed'] as const)} onChange={(parallelRunStep) => say({ parallelRunStep })} />
      </Question>
      <Question {...asked('admits')}>
        <Answers field="storage.admits" label={messages.questions.admits.title} value={own.admits}
          answers={answersOf(messages.questions.admits.answers, ['thisWorkspace', 'trustedServices'] as const)} onChange={(admits) => say({ admits })} />
      </Question>
      <Question {...asked('publicAccess')}>
        <Answers field="storage.publicAccess" label={messages.questions.publicAccess.title} value={own.publicAccess}
          answers={answersOf(messages.questions.publicAccess.answers, ['selectedNetworks', 'disabled', 'keep'] as const)} onChange={(publicAccess) => say({ publicAccess })} />
      </Question>
      <Question {...asked('anonymousAccess')}>
        <Answers field="storage.anonymousAccess" label={messages.questions.anonymousAccess.title} value={own.anonymousAccess}
          answers={answersOf(messages.questions.anonymousAccess.answers, ['off', 'keep'] as const)} onChange={(anonymousAccess) => say({ anonymousAccess })} />
      </Question>
    </>
  )
}
