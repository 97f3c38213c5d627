import type { Phase } from '../../changes/change.ts'

/** The words of pipelines. */
export const pipelineWords = {
  title: (workspace: string): string => `Private networking of ${workspace}`,
  planned: (readAt: string): string => `Carries out the plan that was made from the estate as read at ${readAt}. README.md beside this file says what it does.`,
  stages: 'Somebody starts each stage by hand: it shows what would change, waits for an approval, and then changes it.',
  secretless: 'It signs in with a federated credential and holds no key, token or password.',
  choose: 'Stage',
  did: 'Numbers of tasks that are done, such as 3,7; empty for none',
  before: 'What to do before the approval',
  next: 'What to do next',
  look: (folder: string): string => `Show what would change${at(folder)}`,
  approve: (folder: string): string => `Wait for an approval${at(folder)}`,
  change: (phase: Phase, folder: string): string => `${phase === 'prepare' ? 'Add what is missing' : 'Close what is open'}${at(folder)}`,
  firstHead: 'Approve only when this is done, and when what is shown holds no change that the plan does not hold:',
  readIt: 'Approve only when what is shown holds no change that the plan does not hold.',
  lastHead: 'Now, by hand:',
  secret: (variable: string): string => `Give this pipeline a secret named ${variable}.`,
  state: 'Choose where the state is kept first: without a backend block it is lost with the machine of this job.',
} as const

/** What a pipeline needs of those who set it up: values by name, and a place for a state. */
interface Needs {
  readonly secrets: readonly string[]
  readonly keepsState: boolean
}

const at = (folder: string): string => (folder === '' ? '' : `, ${folder}`)

/** What has to be set up once, for GitHub Actions. */
export const gitHubSetUp = (environments: readonly string[], { secrets, keepsState }: Needs): readonly string[] => [
  'To use it: put these files into a repository, this one into .github/workflows, and say below in FOLDER where the others are.',
  `Make these environments: ${environments.join(', ')}. Each needs the variables AZURE_CLIENT_ID and AZURE_TENANT_ID of an application with a federated credential for it.`,
  'Name required reviewers for all but those that end in look: without reviewers nothing waits.',
  ...(secrets.length === 0 ? [] : [`Secrets of those environments: ${secrets.join(', ')}.`]),
  ...(keepsState ? [pipelineWords.state] : []),
]

/** What has to be set up once, for Azure Pipelines. */
export const azureSetUp = (connections: readonly string[], { secrets, keepsState }: Needs): readonly string[] => [
  'To use it: put these files into a repository, make a pipeline of this one, and say below in FOLDER where the others are.',
  `Make these service connections to Azure Resource Manager, with workload identity federation: ${connections.join(', ')}.`,
  ...(secrets.length === 0 ? [] : [`Secret variables of the pipeline: ${secrets.join(', ')}.`]),
  ...(keepsState ? [pipelineWords.state, 'TerraformInstaller is a task of the extension Terraform by Microsoft DevLabs.'] : []),
]

/** What the read-me says of the pipelines. */
export const pipelinesReadMe = {
  title: 'In a pipeline',
  text: '`deploy.yml` (GitHub Actions) and `azure-pipelines.yml` (Azure Pipelines) run the same commands, one stage a run: show what would change, wait for an approval, change it. What has to be set up is at the top of each.',
} as const
