/** The part of the program that is loaded when a snapshot is opened: schemas, steps, resources, reading. One chunk. */
export { fileSizeLimit, openSnapshot } from '../discovery/snapshot.ts'
export { readEstate } from '../discovery/readEstate.ts'
export { baseOf, viewOf } from './derive.ts'
export { revive } from './revive.ts'
