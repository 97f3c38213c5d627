import { Button } from '@fluentui/react-components'
import { nameOf, parseArmId } from '../../base/armId.ts'
import type { Design } from '../../session/session.ts'
import { saveFile } from '../export/download.ts'
import { liveWords } from './messages.en.ts'

/** A name that sorts by workspace and time on every file system. */
const fileName = ({ snapshot }: Design): string => {
  const id = parseArmId(snapshot.workspaceId)
  return `${id === null ? 'workspace' : nameOf(id)}-${snapshot.takenAt.replace(/\.\d+/, '').replace(/[^0-9TZ+-]/g, '')}.json`
}

/** Saves what was read as a file that opens elsewhere. */
export function SaveSnapshot({ design }: { readonly design: Design }) {
  return <Button title={liveWords.again.saveNote} onClick={() => saveFile(fileName(design), `${JSON.stringify(design.snapshot, null, 1)}\n`, 'application/json')}>{liveWords.again.save}</Button>
}
