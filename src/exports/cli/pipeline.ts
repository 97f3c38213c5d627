import { subscriptionOf } from '../../base/armId.ts'
import type { Phase } from '../../changes/change.ts'
import { environmentName } from '../deployables.ts'
import type { ExportInput } from '../exportFile.ts'
import { readMeWords } from '../messages.en.ts'
import { namedStages, type Part, type Pipeline, planOf } from '../pipelines/pipeline.ts'
import { scriptedBlankNames } from './blankNames.ts'
import type { Folder } from './calls.ts'
import { subscriptionsOf } from './script.ts'

/** Hands on which tasks are done, as whoever starts a run says. */
export const DID = ' --did "$DID"'

/** The scripts in a pipeline: each run goes as far as it can, and the next one goes on with the numbers of tasks that are done. */
export function cliPipeline(folders: readonly Folder[], input: ExportInput): Pipeline {
  const stage = (phase: Phase) => ({
    phase, first: phase === 'lockdown' ? [readMeWords.test] : scriptedBlankNames(input),
    parts: folders.filter(({ changes }) => changes.some((change) => change.phase === phase)).map((folder): Part => partOf(folder, phase, input)),
  })
  const secrets = input.plan.flatMap((change) => (change.do === 'create' ? change.secrets.map(({ parameter }) => environmentName(parameter)) : []))
  return { ...planOf(input), tool: 'scripts', ...namedStages([stage('prepare'), stage('lockdown')], []), secrets: [...new Set(secrets)] }
}

function partOf({ folder, team }: Folder, phase: Phase, input: ExportInput): Part {
  const script = `bash ./${folder === '' ? '' : `${folder}/`}deploy.sh ${phase}`
  return {
    folder, subscription: subscriptionsOf({ team, input })[0] ?? subscriptionOf(input.about.workspaceId),
    commands: { ready: [], look: [`${script} --dry-run${DID}`], change: [`${script}${DID}`] },
  }
}
