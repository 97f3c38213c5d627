/** What a run that stopped has made and nothing uses yet: the next plan uses it, rather than make another under the next name. Each tells it from what belongs to somebody else. */
import { type ArmId, nameOf } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import type { NatGateway, NetworkInterface, PublicAddress, RouteTable, SecurityGroup } from '../estate/network.ts'

/** A static address that is not in use. */
export const isLeftAddress = ({ natGateways, bastions, interfaces }: Estate, region: string) => ({ id, ...address }: PublicAddress): boolean =>
  address.region === region && address.sku === 'Standard' && address.allocation === 'Static' &&
  ![...natGateways.flatMap(({ publicAddressIds }) => publicAddressIds), ...[...bastions, ...interfaces].map(({ publicAddressId }) => publicAddressId)].includes(id)

/** A NAT gateway with one address, of no subnet. */
export const isLeftNatGateway = ({ subnets }: Estate, region: string) => (gateway: NatGateway): boolean =>
  gateway.region === region && gateway.publicAddressIds.length === 1 && !subnets.some(({ natGatewayId }) => natGatewayId === gateway.id)

/** A route table of no subnet, with no route but these. */
export const isLeftTable = ({ subnets, routes }: Estate, region: string, names: readonly string[]) => (table: RouteTable): boolean =>
  table.region === region && !subnets.some(({ routeTableId }) => routeTableId === table.id) && routes.every(({ id, tableId }) => tableId !== table.id || names.includes(nameOf(id)))

/** A security group of no subnet and no interface, with no rule but those that begin so. */
export const isLeftGroup = ({ subnets, interfaces, securityRules }: Estate, region: string, names: readonly string[]) => (group: SecurityGroup): boolean =>
  group.region === region && ![...subnets, ...interfaces].some(({ securityGroupId }) => securityGroupId === group.id) &&
  securityRules.every(({ id, groupId }) => groupId !== group.id || names.some((name) => nameOf(id).startsWith(name)))

/** A private interface in the subnet, of no machine. */
export const isLeftInterface = (wanted: ArmId) => ({ subnetId, machineId, publicAddressId }: NetworkInterface): boolean => subnetId === wanted && machineId === null && publicAddressId === null
