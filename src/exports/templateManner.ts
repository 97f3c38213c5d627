import type { Phase } from '../changes/change.ts'
import type { Deployable } from './declarations.ts'
import { environmentName, targetWords } from './deployables.ts'
import { omittedBecause, templateWords } from './messages.en.ts'
import type { Commands, Manner } from './readMe.ts'
import { shellWord } from './shellWord.ts'

/** What read-me files of templates say: deployments to resource groups, by the arguments that name a folder's files. */
export const templateManner = (files: (deployable: Deployable, at: string) => string): Manner => ({
  words: templateWords,
  because: omittedBecause,
  variable: environmentName,
  commands: { prepare: (deployable) => commands(deployable, 'prepare', files), lockdown: (deployable) => commands(deployable, 'lockdown', files) },
})

function commands(deployable: Deployable, phase: Phase, files: (deployable: Deployable, at: string) => string): Commands {
  const { group, subscription } = targetWords(deployable.target)
  const named = `${files(deployable, deployable.folder === '' ? '' : `${deployable.folder}/`)}${phase === 'lockdown' ? ' --parameters phase=lockdown' : ''}`
  const where = `--subscription ${shellWord(subscription)} --resource-group ${shellWord(group)}`
  return { ready: [], look: [`az deployment group what-if ${where} ${named}`], change: [`az deployment group create ${where} --name ringfence-${phase} ${named}`] }
}
