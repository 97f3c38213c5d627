import { type ArmId, groupOf, nameOf, parseArmId } from '../../base/armId.ts'
import { type Answer, Answers, answersOf } from '../../components/Answers.tsx'
import { Question } from '../../components/Question.tsx'
import { SelectAnswer } from '../../components/SelectAnswer.tsx'
import { tagOf } from '../../components/questions.ts'
import type { Estate } from '../../estate/estate.ts'
import type { ScreenProps } from '../screen.ts'
import type { WorkspaceChoices } from './choices.ts'
import { messages, zoneGroupWords } from './messages.en.ts'

/** The value of the list that stands for "no group of their own"; no ARM id. */
const withTheRest = 'withTheRest'

/** Resource groups that zones or networks are in; their names stand with the subscription where two are called alike. */
function groupAnswers(estate: Estate, chosen: ArmId | null): readonly Answer<string>[] {
  const ids = [...estate.zones, ...estate.networks].flatMap(({ id }) => groupOf(id) ?? [])
  const groups = [...new Set([...ids, ...(chosen === null ? [] : [chosen])])].sort()
  const isAlone = (id: ArmId) => groups.filter((other) => nameOf(other) === nameOf(id)).length === 1
  return [{ value: withTheRest, label: zoneGroupWords.withTheRest }, ...groups.map((id) => ({ value: id, label: isAlone(id) ? nameOf(id) : id }))]
}

/** The questions of the workspace step. */
export function Screen({ current, choices, proposal, because, choose }: ScreenProps) {
  const own = choices.workspace
  const say = (part: Partial<WorkspaceChoices>) => choose({ workspace: { ...own, ...part } })
  const asked = (field: keyof WorkspaceChoices) => ({
    field: `workspace.${field}`, title: messages.questions[field].title, why: messages.questions[field].why,
    tag: tagOf(own[field], proposal.workspace[field], because(field)), because: because(field),
  })
  return (
    <>
      <Question {...asked('reach')}>
        <Answers field="workspace.reach" label={messages.questions.reach.title} value={own.reach} answers={answersOf(messages.questions.reach.answers, ['privateEndpoint'] as const)} onChange={(reach) => say({ reach })} />
      </Question>
      <Question {...asked('dnsWriter')}>
        <Answers field="workspace.dnsWriter" label={messages.questions.dnsWriter.title} value={own.dnsWriter}
          answers={answersOf(messages.questions.dnsWriter.answers, ['thisPlan', 'azurePolicy', 'otherTeam'] as const)} onChange={(dnsWriter) => say({ dnsWriter })} />
      </Question>
      {own.dnsWriter === 'thisPlan' && (
        <Question {...asked('zoneGroup')}>
          <SelectAnswer label={messages.questions.zoneGroup.title} labelled="hidden" hint={zoneGroupWords.hint} value={own.zoneGroup ?? withTheRest} answers={groupAnswers(current, own.zoneGroup)}
            onChange={(value) => say({ zoneGroup: parseArmId(value) })} />
        </Question>
      )}
      <Question {...asked('publicAccess')}>
        <Answers field="workspace.publicAccess" label={messages.questions.publicAccess.title} value={own.publicAccess}
          answers={answersOf(messages.questions.publicAccess.answers, ['disable', 'keep'] as const)} onChange={(publicAccess) => say({ publicAccess })} />
      </Question>
      <Question {...asked('legacyMode')}>
        <Answers field="workspace.legacyMode" label={messages.questions.legacyMode.title} value={own.legacyMode}
          answers={answersOf(messages.questions.legacyMode.answers, ['off', 'keep'] as const)} onChange={(legacyMode) => say({ legacyMode })} />
      </Question>
    </>
  )
}
