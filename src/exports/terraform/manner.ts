import type { Phase } from '../../changes/change.ts'
import type { Commands, Manner } from '../readMe.ts'
import { because, readMeWords } from './messages.en.ts'
import { environmentName } from './variables.ts'

/** What Terraform's read-me says. */
export const manner: Manner = {
  words: readMeWords,
  because,
  variable: environmentName,
  commands: { prepare: ({ folder }) => commands(folder, 'prepare', ''), lockdown: ({ folder }) => commands(folder, 'lockdown', ' -var=phase=lockdown') },
}

function commands(folder: string, phase: Phase, values: string): Commands {
  const run = `terraform${folder === '' ? '' : ` -chdir=${folder}`}`
  return { ready: [`${run} init`], look: [`${run} plan${values} -out=${phase}.tfplan`], change: [`${run} apply ${phase}.tfplan`] }
}
