/** The part of the program that is loaded when somebody reads from Azure. One chunk. */
export { collect } from '../discovery/collect.ts'
export { listWorkspaces } from '../discovery/workspaces.ts'
export { changedBetween } from './changed.ts'
export { directoriesOf } from './directories.ts'
