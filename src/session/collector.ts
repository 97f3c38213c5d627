/** The part of the program that reads one workspace and all that belongs to it; loaded while the choice is shown, ahead of the click. One chunk. */
export { collect } from '../discovery/collect.ts'
export { changedBetween } from './changed.ts'
