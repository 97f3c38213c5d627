import type { Manner } from '../readMe.ts'
import { because, readMeWords } from './messages.en.ts'
import { environmentName } from './variables.ts'

/** What Terraform's read-me says. */
export const manner: Manner = {
  words: readMeWords,
  because,
  variable: environmentName,
  commands: {
    prepare: ({ folder }) => [`${run(folder)} init`, `${run(folder)} plan -out=prepare.tfplan`, `${run(folder)} apply prepare.tfplan`],
    lockdown: ({ folder }) => [`${run(folder)} plan -var=phase=lockdown -out=lockdown.tfplan`, `${run(folder)} apply lockdown.tfplan`],
  },
}

const run = (folder: string): string => `terraform${folder === '' ? '' : ` -chdir=${folder}`}`
