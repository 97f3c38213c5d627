import { nameOf } from '../../base/armId.ts'
import { Answers, answersOf } from '../../components/Answers.tsx'
import { Question } from '../../components/Question.tsx'
import { SelectAnswer } from '../../components/SelectAnswer.tsx'
import { TextAnswer } from '../../components/TextAnswer.tsx'
import { tagOf } from '../../components/questions.ts'
import type { ScreenProps } from '../screen.ts'
import { groupBy, knownGroups, patternBy, tagsBy, tagsText, teamsBy, teamsText } from './answers.ts'
import { articleRights } from './articleRights.ts'
import type { AccessChoices } from './choices.ts'
import { fieldWords, messages } from './messages.en.ts'
import { RightsTable } from './RightsTable.tsx'

/** The questions of the prerequisites. */
export function Screen({ current, choices, proposal, because, rights, choose, unparsed, keepUnparsed }: ScreenProps) {
  const own = choices.access
  const say = (part: Partial<AccessChoices>) => choose({ access: { ...own, ...part } })
  const place = (part: Partial<AccessChoices['placement']>) => say({ placement: { ...own.placement, ...part } })
  const asked = (field: keyof AccessChoices) => ({
    field: `access.${field}`, title: messages.questions[field].title, why: messages.questions[field].why,
    tag: field === 'placement' && own.placement.resourceGroup === 'undecided' ? 'needed' as const : tagOf(own[field], proposal.access[field], because(field)), because: because(field),
  })
  const text = (field: string) => ({ field: `access.${field}`, unparsed: unparsed[`access.${field}`], keepUnparsed })
  const { questions } = messages
  const { placement } = own
  const groups = knownGroups(current)
  return (
    <>
      <Question {...asked('path')}>
        <Answers field="access.path" label={questions.path.title} value={own.path} answers={answersOf(questions.path.answers, ['customNetwork', 'managedNetwork'] as const)} onChange={(path) => say({ path })} />
      </Question>
      <Question {...asked('studio')}>
        <Answers field="access.studio" label={questions.studio.title} value={own.studio} answers={answersOf(questions.studio.answers, ['used', 'notUsed'] as const)} onChange={(studio) => say({ studio })} />
      </Question>
      <Question {...asked('delivery')}>
        <Answers field="access.delivery" label={questions.delivery.title} value={own.delivery} answers={answersOf(questions.delivery.answers, ['export', 'apply'] as const)} onChange={(delivery) => say({ delivery })} />
      </Question>
      <Question {...asked('placement')}>
        <SelectAnswer label={fieldWords.group} value={placement.resourceGroup} answers={groups.map((id) => ({ value: id, label: nameOf(id) }))} onChange={(resourceGroup) => place({ resourceGroup })} />
        <TextAnswer {...text('placement.resourceGroup')} label={fieldWords.otherGroup} font="mono" text={placement.resourceGroup === 'undecided' || groups.includes(placement.resourceGroup) ? '' : placement.resourceGroup}
          parse={(typed) => (typed.trim() === '' && placement.resourceGroup !== 'undecided' ? { ok: true, value: placement.resourceGroup } : groupBy(typed))} onChange={(resourceGroup) => place({ resourceGroup })} />
        <TextAnswer {...text('placement.namePattern')} label={fieldWords.pattern} hint={fieldWords.patternHint} font="mono" text={placement.namePattern} parse={patternBy} onChange={(namePattern) => place({ namePattern })} />
        <TextAnswer {...text('placement.tags')} label={fieldWords.tags} hint={fieldWords.tagsHint} font="mono" text={tagsText(placement.tags)} parse={tagsBy} onChange={(tags) => place({ tags })} />
      </Question>
      <Question {...asked('otherTeams')}>
        <TextAnswer {...text('otherTeams')} label={fieldWords.teams} hint={fieldWords.teamsHint} font="mono" text={teamsText(own.otherTeams)} parse={teamsBy} onChange={(otherTeams) => say({ otherTeams })} />
      </Question>
      <RightsTable article={articleRights(current, choices)} plan={rights} />
    </>
  )
}
