/** The part of the program that is loaded to show what there is in Azure: workspaces and directories. One chunk. */
export { listWorkspaces } from '../discovery/workspaces.ts'
export { directoriesOf } from './directories.ts'
