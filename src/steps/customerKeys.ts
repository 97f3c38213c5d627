/** What of a workspace is encrypted with a key of the customer's, and the vaults that hold such keys (gaps 48). */
import type { ArmId } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import { registryOf } from '../estate/questions.ts'
import type { Workspace } from '../estate/services.ts'
import { concernedAccounts } from './concerned.ts'

/** A resource with a customer's key. `vaultId` null: the vault is not in the snapshot. `data`, of the workspace alone: where Azure keeps what it encrypts. */
export interface KeyUser {
  readonly id: ArmId
  readonly vaultId: ArmId | null
  readonly data?: NonNullable<Workspace['customerKey']>['data']
}

/** The workspace, its storage accounts and its registry, as far as a customer's key encrypts them. */
export function keyUsers(estate: Estate): readonly KeyUser[] {
  const { workspace } = estate
  const registry = registryOf(estate)
  const services = [...concernedAccounts(estate).flatMap(({ entry }) => entry ?? []), ...(registry === null || registry === 'unread' ? [] : [registry])]
  return [
    ...(workspace.customerKey === undefined ? [] : [{ id: workspace.id, ...workspace.customerKey }]),
    ...services.flatMap(({ id, customerKey }) => (customerKey === undefined ? [] : [{ id, vaultId: customerKey.vaultId }])),
  ]
}
