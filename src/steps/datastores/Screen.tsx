import { Answers, answersOf } from '../../components/Answers.tsx'
import { CheckAnswers } from '../../components/CheckAnswers.tsx'
import { Question } from '../../components/Question.tsx'
import { tagOf } from '../../components/questions.ts'
import type { ScreenProps } from '../screen.ts'
import type { DatastoresChoices } from './choices.ts'
import { messages } from './messages.en.ts'

const kinds = ['AzureBlob', 'AzureFile', 'AzureDataLakeGen1', 'AzureDataLakeGen2', 'AzureSqlDatabase', 'AzurePostgreSql'] as const

/** The questions of the datastores' step. */
export function Screen({ choices, proposal, because, choose }: ScreenProps) {
  const own = choices.datastores
  const say = (part: Partial<DatastoresChoices>) => choose({ datastores: { ...own, ...part } })
  const asked = (field: keyof DatastoresChoices) => ({
    field: `datastores.${field}`, title: messages.questions[field].title, why: messages.questions[field].why,
    tag: tagOf(own[field], proposal.datastores[field], because(field)), because: because(field),
  })
  return (
    <>
      <Question {...asked('kinds')}>
        <CheckAnswers field="datastores.kinds" label={messages.questions.kinds.title} values={own.kinds} answers={answersOf(messages.questions.kinds.answers, kinds)} onChange={(chosen) => say({ kinds: chosen })} />
      </Question>
      <Question {...asked('validation')}>
        <Answers field="datastores.validation" label={messages.questions.validation.title} value={own.validation}
          answers={answersOf(messages.questions.validation.answers, ['skip', 'fromInside'] as const)} onChange={(validation) => say({ validation })} />
      </Question>
      <Question {...asked('studioIdentity')}>
        <Answers field="datastores.studioIdentity" label={messages.questions.studioIdentity.title} value={own.studioIdentity}
          answers={answersOf(messages.questions.studioIdentity.answers, ['workspaceIdentity', 'keep'] as const)} onChange={(studioIdentity) => say({ studioIdentity })} />
      </Question>
    </>
  )
}
