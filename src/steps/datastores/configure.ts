import { childId } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import { withEntries } from '../../estate/questions.ts'
import type { Choices } from '../choices.ts'
import type { Proposed } from '../step.ts'
import type { DatastoresChoices } from './choices.ts'
import { isOwn } from '../concerned.ts'

/** What Azure records of the kinds that work today; the first generation of the lake is retired and not to be registered again. */
const recorded = ['AzureBlob', 'AzureFile', 'AzureDataLakeGen2'] as const

/** First answers: the kinds that people here have registered, validation skipped as in the article, the workspace identity for the studio. */
export function propose(current: Estate): Proposed<DatastoresChoices> {
  const there = new Set(current.datastores.filter(isOwn).map(({ kind }) => kind))
  const kinds = recorded.filter((kind) => there.has(kind))
  return {
    answers: { kinds, validation: 'skip', studioIdentity: 'workspaceIdentity' },
    because: { ...(kinds.length === 0 ? {} : { kinds: { word: 'registered' } }), validation: { word: 'article' }, studioIdentity: { word: 'closedAccounts' } },
  }
}

/** The workspace identity for each datastore while the studio is used. Datastores are not written by a plan, so each is a task by hand. */
export function configure(estate: Estate, { studioIdentity }: DatastoresChoices, choices: Choices): Estate {
  if (studioIdentity !== 'workspaceIdentity' || choices.access.studio !== 'used' || estate.workspace.principalId === null) return estate
  const changed = estate.datastores.filter(({ accountName, identity }) => accountName !== null && identity === 'none')
  return {
    ...estate,
    datastores: withEntries(estate.datastores, changed.map((datastore) => ({ ...datastore, identity: 'system' as const }))),
    tasks: withEntries(estate.tasks, changed.map(({ id }) => ({ id: childId(id, 'tasks', 'setDatastoreIdentity'), task: 'setDatastoreIdentity' as const, data: { datastore: id } }))),
  }
}
