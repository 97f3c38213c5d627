import { apiVersion } from '../facts/ask.ts'
import { regionOf } from './accessors.ts'
import { ownId } from './references.ts'
import type { ResourceType } from './resourceType.ts'
import type { SecurityGroupWire } from './wire/securityGroup.ts'

const type = 'Microsoft.Network/networkSecurityGroups'

/** Network security groups. A new one is made empty; each rule is an entry of its own. */
export const securityGroup: ResourceType<'securityGroups', SecurityGroupWire> = {
  type,
  apiVersion: apiVersion(type),
  list: 'securityGroups',
  read: (body, reading) => ({ id: ownId(body, reading), region: regionOf(body) }),
  create: ({ region }) => ({ location: region }),
}
