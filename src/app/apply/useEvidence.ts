import { nameOf, parseArmId } from '../../base/armId.ts'
import type { Going } from '../../session/applyState.ts'
import { saveFile } from '../export/download.ts'
import { useActions } from '../page.ts'

/** Saves the evidence of a run and its report, in one zip. */
export function useEvidence({ id, workspaceId }: Pick<Going, 'id' | 'workspaceId'>): { readonly save: () => void } {
  const { evidence } = useActions()
  const workspace = parseArmId(workspaceId)
  const name = `${workspace === null ? 'workspace' : nameOf(workspace)}-evidence-${id.slice(0, 8)}.zip`
  return {
    save: () => void evidence().then((zip) => {
      if (zip !== null) saveFile(name, zip, 'application/zip')
    }),
  }
}
