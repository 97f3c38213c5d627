import type { Phase } from '../changes/change.ts'
import type { Deployable } from './declarations.ts'
import { environmentName, targetWords } from './deployables.ts'
import { omittedBecause, templateWords } from './messages.en.ts'
import type { Manner } from './readMe.ts'
import { shellWord } from './shellWord.ts'

/** What read-me files of templates say: deployments to resource groups, by the arguments that name a folder's files. */
export const templateManner = (files: (deployable: Deployable, at: string) => string): Manner => ({
  words: templateWords,
  because: omittedBecause,
  variable: environmentName,
  commands: { prepare: (deployable) => both(deployable, files).prepare, lockdown: (deployable) => both(deployable, files).lockdown },
})

function both(deployable: Deployable, files: (deployable: Deployable, at: string) => string): Readonly<Record<Phase, readonly string[]>> {
  const { group, subscription } = targetWords(deployable.target)
  const named = files(deployable, deployable.folder === '' ? '' : `${deployable.folder}/`)
  const where = `--subscription ${shellWord(subscription)} --resource-group ${shellWord(group)}`
  return {
    prepare: [`az deployment group what-if ${where} ${named}`, `az deployment group create ${where} --name ringfence-prepare ${named}`],
    lockdown: [`az deployment group what-if ${where} ${named} --parameters phase=lockdown`, `az deployment group create ${where} --name ringfence-lockdown ${named} --parameters phase=lockdown`],
  }
}
