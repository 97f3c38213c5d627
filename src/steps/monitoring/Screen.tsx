import { nameOf } from '../../base/armId.ts'
import { Answers, answersOf } from '../../components/Answers.tsx'
import { Question } from '../../components/Question.tsx'
import { SelectAnswer } from '../../components/SelectAnswer.tsx'
import { TextAnswer } from '../../components/TextAnswer.tsx'
import { tagOf } from '../../components/questions.ts'
import { componentOf } from '../../estate/questions.ts'
import { textBy } from '../parsed.ts'
import type { ScreenProps } from '../screen.ts'
import { scopeBy, scopesOf, scopeWord } from './answers.ts'
import { type MonitoringChoices, scopeName } from './choices.ts'
import { fieldWords, messages } from './messages.en.ts'

/** The questions of the monitoring step. */
export function Screen({ current, choices, proposal, because, choose, unparsed, keepUnparsed }: ScreenProps) {
  const own = choices.monitoring
  const component = componentOf(current)
  const say = (part: Partial<MonitoringChoices>) => choose({ monitoring: { ...own, ...part } })
  const asked = (field: keyof MonitoringChoices) => ({
    field: `monitoring.${field}`, title: messages.questions[field].title, why: messages.questions[field].why,
    tag: tagOf(own[field], proposal.monitoring[field], because(field)), because: because(field),
  })
  if (component === null) return <p>{messages.notes['MON-22']}</p>
  const scopes = scopesOf(current, own.scope)
  return (
    <>
      {component !== 'unread' && component.logWorkspaceId === null && (
        <Question {...asked('migrateTo')}>
          <SelectAnswer label={fieldWords.logWorkspace} value={own.migrateTo} answers={current.logWorkspaces.map(({ id }) => ({ value: id, label: nameOf(id) }))} onChange={(migrateTo) => say({ migrateTo })} />
        </Question>
      )}
      <Question {...asked('decision')}>
        <Answers field="monitoring.decision" label={messages.questions.decision.title} value={own.decision}
          answers={answersOf(messages.questions.decision.answers, ['linkScope', 'publicOnPurpose'] as const)} onChange={(decision) => say({ decision })} />
      </Question>
      {own.decision === 'linkScope' && (
        <>
          <Question {...asked('scope')}>
            <Answers field="monitoring.scope" label={messages.questions.scope.title} value={scopeWord(own.scope)}
              answers={answersOf(messages.questions.scope.answers, scopes.length === 0 ? (['new'] as const) : (['existing', 'new'] as const))} onChange={(word) => say({ scope: scopeBy(word, current, proposal.monitoring.scope) })} />
            {own.scope !== 'undecided' && own.scope.use === 'existing' && (
              <SelectAnswer label={fieldWords.scope} value={own.scope.id} answers={scopes.map((id) => ({ value: id, label: nameOf(id) }))} onChange={(id) => say({ scope: { use: 'existing', id } })} />
            )}
            {own.scope !== 'undecided' && own.scope.use === 'new' && (
              <TextAnswer field="monitoring.scope.name" label={fieldWords.scopeName} text={own.scope.name} unparsed={unparsed['monitoring.scope.name']} font="mono"
                parse={textBy(scopeName, fieldWords.scopeNameFault)} onChange={(name) => say({ scope: { use: 'new', name } })} keepUnparsed={keepUnparsed} />
            )}
          </Question>
          <Question {...asked('publicAccess')}>
            <Answers field="monitoring.publicAccess" label={messages.questions.publicAccess.title} value={own.publicAccess}
              answers={answersOf(messages.questions.publicAccess.answers, ['keep', 'close'] as const)} onChange={(publicAccess) => say({ publicAccess })} />
          </Question>
        </>
      )}
    </>
  )
}
