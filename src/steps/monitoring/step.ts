import { componentOf } from '../../estate/questions.ts'
import type { Step } from '../step.ts'
import { type MonitoringChoices, monitoringChoices } from './choices.ts'
import { configure, propose } from './configure.ts'
import { rules } from './rules.ts'

/** The section on Azure Monitor and Application Insights. */
export const monitoring: Step<MonitoringChoices> = {
  section: '#secure-azure-monitor-and-application-insights',
  asks: monitoringChoices,
  propose,
  configure,
  rules,
  open: (own, estate) => {
    const component = componentOf(estate)
    if (component === null || component === 'unread') return []
    const wanted = [
      ...(own.decision === 'undecided' ? (['decision'] as const) : []),
      ...(own.decision === 'linkScope' && own.scope === 'undecided' ? (['scope'] as const) : []),
      ...(component.logWorkspaceId === null && own.migrateTo === 'undecided' ? (['migrateTo'] as const) : []),
    ]
    return wanted
  },
}
