import type { Beyond, OmittedBecause } from './exportFile.ts'
import { wellFormed } from './hosts.ts'

/** The article's sections, by step. */
const sections: ReadonlyMap<string, string> = new Map(Object.entries({
  access: 'Prerequisites',
  addressSpace: 'Address space',
  outbound: 'Required public internet access',
  workspace: 'Workspace',
  storage: 'Storage accounts',
  keyVault: 'Key vault',
  registry: 'Container registry',
  datastores: 'Datastores',
  monitoring: 'Azure Monitor and Application Insights',
  connectivity: 'Connecting to the workspace',
}))

// Control characters would end a comment, and signs that turn the direction of writing would hide what it says.
const UNSEEN = /[\s\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu

/** A text from outside as it may stand in a comment, a description or a table. */
export const oneLine = (text: string): string => wellFormed(text).replaceAll(UNSEEN, ' ')

/** The words of comments, descriptions and read-me files. */
/** Each limit as a sentence about a deployment. */
const limitWords: Readonly<Record<Beyond['what'], (has: string, most: string) => string>> = {
  templateBytes: (has, most) => `its template has ${has} bytes, and Azure Resource Manager takes ${most}`,
  resourceBytes: (has, most) => `one of its resources has ${has} bytes, and Azure Resource Manager takes ${most}`,
  resources: (has, most) => `it has ${has} resources, and Azure Resource Manager takes ${most} in one deployment`,
  parameters: (has, most) => `a template of it has ${has} parameters, and Azure Resource Manager takes ${most}`,
  variables: (has, most) => `a template of it has ${has} variables, and Azure Resource Manager takes ${most}`,
}

/** What of a deployment Azure would refuse for its size, and the way round. */
export const beyondText = ({ folder, what, has, most }: Beyond): string =>
  `Azure would refuse ${folder === '' ? 'this deployment' : `the deployment of ${folder}`}: ${limitWords[what](has.toLocaleString('en'), most.toLocaleString('en'))}. The files for Terraform and for Azure CLI send each change on its own; use one of those.`

export const messages = {
  section: (step: string): string => oneLine(sections.get(step) ?? step),
  changes: (numbers: readonly number[]): string => (numbers.length === 1 ? `Change ${numbers[0]} of the plan` : `Changes ${numbers.join(', ')} of the plan`),
  lockdownOnly: 'Made in phase lockdown only.',
  restated: (readAt: string): string => `It exists: its whole body is restated as read at ${oneLine(readAt)}, with the changes of the plan merged in.`,
  digest: (hash: string): string => `SHA-256 of the body as read: ${hash}`,
  untyped: 'any(): what was read is kept, also where the compiler knows less of it than Azure.',
  phase: 'prepare only adds. lockdown also closes: deploy it after prepare has been deployed and tested.',
  location: 'Region of the workspace and of what belongs to it.',
  tags: 'Tags of the new resources.',
  idOf: (noun: string, name: string): string => `Resource id of the ${noun} ${oneLine(name)}, which exists already.`,
  madeElsewhere: (noun: string, name: string): string => `Resource id of the ${noun} ${oneLine(name)}, which another folder of this export deploys.`,
  userName: (name: string): string => `Name of the administrator of ${oneLine(name)}.`,
  asRead: (path: string, name: string): string => `Value of ${oneLine(path)} of ${oneLine(name)}, kept as it is.`,
  task: (task: string, data: readonly string[]): string => [task, ...data].join(' '),
  secretNote: (variable: string): string => `Set the environment variable ${variable} before each deployment; no file holds the value.`,
} as const

/** Why a change is not in the files, as the read-me says it. */
export const omittedBecause: Readonly<Record<OmittedBecause, string>> = {
  manual: 'A task by hand: no resource of a template does it.',
  delete: 'A template in incremental mode deletes nothing. Delete it by hand.',
  action: 'An action, not a resource. Run it before the deployment.',
  unknownBody: 'Its body was not read, so it could not be restated without loss.',
  otherScope: 'It lies outside a resource group, or on a resource whose type has no known API version.',
}

/** What the read-me says of templates alone. */
export const templateWords = {
  purpose: (readAt: string): string =>
    `These files make the changes that were planned from the estate as read at ${readAt}. They are deployed in incremental mode: what they do not name stays as it is. They hold no key, token or password.`,
  steps: {
    look: ['Run what-if and read it: it must show no change that the plan does not hold, and no deletion.'],
    prepare: (of: string): string => `Deploy \`prepare\`${of}. It only adds; what is open stays open.`,
    lockdown: (of: string, closes: boolean): string => `Run what-if for \`lockdown\`${of}, then deploy it.${closes ? ' It closes public access.' : ''}`,
  },
  again:
    'Each deployment sends every resource of its folder whole: `lockdown` sends again what `prepare` made, and `prepare` sends existing resources as they were read also where only `lockdown` changes them. What somebody changes in one of them after these files were made is set back; what-if shows it.',
  setBack:
    'Deploying `phase=prepare` again puts back each value that lockdown changed; a rule or route that lockdown wrote inside a new security group or route table is taken out again. It deletes no resource: neither what prepare added nor what lockdown added.',
  addedByLockdown: 'Lockdown adds these resources; delete them by hand to take it back completely:',
  existing: 'Existing resources that are sent whole',
  existingWhy: (readAt: string): string =>
    `A template replaces a resource as a whole, so these are restated with everything that was read at ${readAt}. If somebody has changed one since, make the files anew; what-if shows it.`,
  existingWorkspace:
    'How Azure takes a whole machine learning workspace is not documented. Read its part of what-if line by line before you deploy.',
} as const

/** The words of the read-me. */
export const readMeWords = {
  title: (workspace: string): string => `Private networking of ${workspace}`,
  empty: 'The plan holds no change that a template could make.',
  ownTeam: 'your own team',
  order: 'There is one folder for each deployment: another team owns part of the scopes, or something has to be done by hand between two deployments. Deploy `prepare` of the folders from top to bottom, as the steps below say; when all of it has been tested, deploy `lockdown` in the same order.',
  orderHead: '| Folder | Whose rights it needs | Resource group | Resources |',
  first: 'First',
  run: (request: string): string => `Run ${request}.`,
  secret: (parameter: string, variable: string): string =>
    `Put the value of ${parameter} into the environment variable ${variable}. Every deployment needs the same value.`,
  blankNames: (endpoints: string): string =>
    `Choose a time when no job runs and no image is built. The zones of ${endpoints} are linked to networks already: from the moment such an endpoint exists until its records are written, its name has no address in those networks.`,
  recordsWritten: (endpoints: string): string => `The zone groups in these files write the records of ${endpoints} at once.`,
  recordsByHand: (endpoints: string): string => `Nothing that is deployed together with ${endpoints} writes the records: whoever writes them has to be ready.`,
  deploy: 'Deploy',
  test: 'Test from inside the network: names resolve to private addresses, the studio opens, a job runs, an image builds.',
  of: (folders: readonly string[]): string => (folders.length === 0 ? '' : ` of ${folders.join(', ')}${folders.length === 1 ? '' : ', in this order'}`),
  taskByHand: (number: number, text: string): string => `Task ${number}, by hand: ${text}`,
  deletion: (number: number, id: string): string => `Delete ${id} by hand (change ${number}).`,
  changeByHand: (number: number, what: string): string => `Make change ${number} by hand: ${what}.`,
  forTeam: (team: string): string => `${team} has the rights for it.`,
  each: 'The commands for each folder, to be run in the order above:',
  againLists: 'A rule or a route that somebody adds to one of these between the two is removed:',
  undo: 'Undo',
  missing: 'Not in these files',
  said: 'Accepted risks and answers about other resources',
  missingHead: '| Change | Phase | What | Why |',
} as const
