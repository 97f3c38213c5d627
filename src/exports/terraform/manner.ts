import type { Manner } from '../readMe.ts'
import { because, readMeWords } from './messages.en.ts'
import { environmentName } from './variables.ts'

/** What Terraform's read-me says. */
export const manner: Manner = {
  words: readMeWords,
  because,
  variable: environmentName,
  commands: ({ folder }) => {
    const run = `terraform${folder === '' ? '' : ` -chdir=${folder}`}`
    return [
      `${run} init`,
      `${run} plan -out=prepare.tfplan`,
      `${run} apply prepare.tfplan`,
      `${run} plan -var=phase=lockdown -out=lockdown.tfplan`,
      `${run} apply lockdown.tfplan`,
    ]
  },
}
