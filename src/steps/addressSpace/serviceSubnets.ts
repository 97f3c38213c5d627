/** Subnets that belong to a service of Azure: by a name that the service looks for, or by a delegation. Nothing else may lie in them. */
import { nameOf } from '../../base/armId.ts'
import type { Subnet } from '../../estate/network.ts'
import type { SubnetNeed } from '../subnets.ts'

const bastion = 'azurebastionsubnet'
/** RouteServerSubnet has no row among the facts' subnets, since no requirement is about it. */
const serviceNames: ReadonlySet<string> = new Set(['gatewaysubnet', bastion, 'azurefirewallsubnet', 'azurefirewallmanagementsubnet', 'routeserversubnet'])

/** Whether a service looks for a subnet of this exact name; Azure compares names without case. */
export const isServiceName = (name: string): boolean => serviceNames.has(name.toLowerCase())

/** Whether a subnet takes guests: it has no service's name and is not delegated. */
export const isOrdinary = ({ id, delegations }: Subnet): boolean => !isServiceName(nameOf(id)) && delegations.length === 0

/** Whether a subnet that exists can be chosen for a need; Bastion's is the one of its exact name. */
export const serves = (subnet: Subnet, need: SubnetNeed): boolean => (need === 'bastionSubnet' ? nameOf(subnet.id).toLowerCase() === bastion : isOrdinary(subnet))
