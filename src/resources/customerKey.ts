import type { ArmId } from '../base/armId.ts'
import type { Json } from '../base/json.ts'
import { textAt } from './accessors.ts'
import type { Reading } from './resourceType.ts'

/** The vault that an address such as `https://name.vault.azure.net/keys/key` is of: its name is the first label. Null when the snapshot holds none of that name. */
export function vaultAt(body: Json | undefined, path: string, reading: Reading): ArmId | null {
  const name = /^https:\/\/([^./]+)\./i.exec(textAt(body, path) ?? '')?.[1]?.toLowerCase()
  const found = name === undefined ? undefined : reading.of('Microsoft.KeyVault/vaults').find((vault) => textAt(vault, 'id')?.toLowerCase().endsWith(`/vaults/${name}`))
  return reading.id(found?.['id'])
}
