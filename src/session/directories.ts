/** The directories that an account belongs to, by ARM's list of tenants. */
import type { Arm } from '../arm/client.ts'
import { isObject, type Json } from '../base/json.ts'
import type { Directories, Directory } from './reads.ts'

/** The version of `GET /tenants` (arm-protocol.md section 12). */
const apiVersion = '2022-12-01'

const textIn = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

/** Names and domains are left out of the answer for directories that do not tell them; the id stands for them then. */
function directoryIn(item: Json): readonly Directory[] {
  if (!isObject(item)) return []
  const id = textIn(item['tenantId'])
  return id === '' ? [] : [{ id, name: textIn(item['displayName']) || textIn(item['defaultDomain']) || id, domain: textIn(item['defaultDomain']) }]
}

/** All of them by name, or Azure's refusal. */
export async function directoriesOf(arm: Arm, signal?: AbortSignal): Promise<Directories> {
  const listed = await arm.list({ path: '/tenants', apiVersion, signal })
  if (!listed.ok) return { is: 'refused', failure: listed.failure }
  return { is: 'known', list: listed.items.flatMap(directoryIn).sort((one, other) => one.name.localeCompare(other.name, 'en')) }
}
