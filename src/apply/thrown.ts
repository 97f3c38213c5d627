/** What something thrown on the way means: that the journal could not be kept, or a mistake of ours. */
import { ownTrouble } from './classify.ts'
import type { Desk } from './desk.ts'
import type { Trouble } from './progress.ts'

/** A desk's notes, watched: `failedWith` tells what stopped a change, since nothing may be sent without its journal (F89). Anything else that is thrown is ours. */
export function watched(note: Desk['note']): { readonly note: Desk['note']; readonly failedWith: (error: unknown) => Trouble } {
  let unkept: unknown = null
  return {
    note: (entry) => note(entry).catch((error: unknown) => {
      unkept = error
      throw error
    }),
    failedWith: (error) => (error === unkept
      ? ownTrouble('journalUnavailable', 'report', { wrote: 'unknown' })
      : ownTrouble('stopped', 'report', { wrote: 'unknown', data: { mistake: error instanceof Error ? error.message : String(error) } })),
  }
}
