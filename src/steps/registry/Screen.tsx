import { nameOf } from '../../base/armId.ts'
import { Answers, answersOf } from '../../components/Answers.tsx'
import { Question } from '../../components/Question.tsx'
import { SelectAnswer } from '../../components/SelectAnswer.tsx'
import { TextAnswer } from '../../components/TextAnswer.tsx'
import { tagOf } from '../../components/questions.ts'
import { textBy } from '../parsed.ts'
import type { ScreenProps } from '../screen.ts'
import { BuildAnswer } from './BuildAnswer.tsx'
import { absentBy, wordOf } from './answers.ts'
import { type RegistryChoices, registryName } from './choices.ts'
import { fieldWords, messages } from './messages.en.ts'

/** The questions of the registry step. */
export function Screen({ current, choices, proposal, because, choose, unparsed, keepUnparsed }: ScreenProps) {
  const own = choices.registry
  const say = (part: Partial<RegistryChoices>) => choose({ registry: { ...own, ...part } })
  const asked = (field: keyof RegistryChoices) => ({
    field: `registry.${field}`, title: messages.questions[field].title, why: messages.questions[field].why,
    tag: tagOf(own[field], proposal.registry[field], because(field)), because: because(field),
  })
  const { absent } = own
  return (
    <>
      {current.workspace.registryId === null && (
        <Question {...asked('absent')}>
          <Answers field="registry.absent" label={messages.questions.absent.title} value={wordOf(absent)}
            answers={answersOf(messages.questions.absent.answers, current.registries.length === 0 ? (['new', 'later'] as const) : (['new', 'existing', 'later'] as const))}
            onChange={(word) => say({ absent: absentBy(word, current, proposal.registry.absent) })} />
          {typeof absent === 'object' && absent.use === 'new' && (
            <TextAnswer field="registry.absent.name" label={fieldWords.registryName} text={absent.name} unparsed={unparsed['registry.absent.name']} font="mono"
              parse={textBy(registryName, fieldWords.registryNameFault)} onChange={(name) => say({ absent: { use: 'new', name } })} keepUnparsed={keepUnparsed} />
          )}
          {typeof absent === 'object' && absent.use === 'existing' && (
            <SelectAnswer label={fieldWords.existingRegistry} value={absent.id} answers={current.registries.map(({ id }) => ({ value: id, label: nameOf(id) }))} onChange={(id) => say({ absent: { use: 'existing', id } })} />
          )}
        </Question>
      )}
      <Question {...asked('decision')}>
        <Answers field="registry.decision" label={messages.questions.decision.title} value={own.decision}
          answers={answersOf(messages.questions.decision.answers, ['private', 'publicOnPurpose'] as const)} onChange={(decision) => say({ decision })} />
      </Question>
      {own.decision !== 'publicOnPurpose' && (
        <>
          <Question {...asked('build')}>
            <BuildAnswer current={current} own={own} proposed={proposal.registry.build} unparsed={unparsed} keepUnparsed={keepUnparsed} onChange={(build) => say({ build })} />
          </Question>
          <Question {...asked('publicAccess')}>
            <Answers field="registry.publicAccess" label={messages.questions.publicAccess.title} value={own.publicAccess}
              answers={answersOf(messages.questions.publicAccess.answers, ['disable', 'keep'] as const)} onChange={(publicAccess) => say({ publicAccess })} />
          </Question>
          <Question {...asked('adminUser')}>
            <Answers field="registry.adminUser" label={messages.questions.adminUser.title} value={own.adminUser}
              answers={answersOf(messages.questions.adminUser.answers, ['on', 'keep'] as const)} onChange={(adminUser) => say({ adminUser })} />
          </Question>
        </>
      )}
    </>
  )
}
