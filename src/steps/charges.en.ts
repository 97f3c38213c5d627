/** The words of what is billed. By what Azure bills each is what its pages of prices say (azure.microsoft.com/pricing/details); amounts are not named, since they depend on region and agreement. */
import type { Charge, Charged } from './charges.ts'

const some = (count: number, one: string, many: string): string => (count === 1 ? one : `${count} ${many}`)

/** What it is, and by what it is billed. */
const rows: Readonly<Record<Charged, { readonly what: (charge: Charge) => string; readonly by: (charge: Charge) => string }>> = {
  privateEndpoint: { what: ({ names }) => some(names.length, 'Private endpoint', 'private endpoints'), by: () => 'By the hour for each, and by the data that passes, in both directions.' },
  zone: { what: ({ names }) => some(names.length, 'Private DNS zone', 'private DNS zones'), by: () => 'By the month for each, and by the number of queries.' },
  natGateway: { what: ({ names }) => some(names.length, 'NAT gateway', 'NAT gateways'), by: () => 'By the hour, used or not, and by the data that passes.' },
  firewall: { what: () => 'Outbound traffic through the firewall', by: () => 'Azure Firewall is billed by the data that passes, beside the hours that it is there already. Another appliance is billed by its maker’s terms.' },
  publicAddress: { what: ({ names }) => some(names.length, 'Static public address', 'static public addresses'), by: () => 'By the hour for each.' },
  bastion: { what: ({ tier }) => `Bastion host, ${tier} tier`, by: () => 'By the hour from the moment it is there, used or not, and by the data that leaves it.' },
  machine: { what: () => 'Jump box', by: () => 'By the hour while it is allocated; its disk as long as it exists.' },
  newRegistry: { what: () => 'Container registry, Premium tier', by: () => 'By the day, for each region that it is replicated to, and by the storage beyond what the tier includes.' },
  registryTier: { what: ({ tier }) => `Container registry, Premium instead of ${tier}`, by: () => 'By the day at the higher tier, which it cannot leave while it has a private endpoint.' },
  cluster: { what: ({ names }) => some(names.length, 'Compute cluster', 'compute clusters'), by: () => 'By the time that its nodes run; none runs while nothing is built.' },
  vpnGateway: { what: () => 'VPN gateway, built by hand', by: () => 'By the hour in its tier, used or not, and by the data that leaves by it.' },
  expressRoute: { what: () => 'ExpressRoute gateway, built by hand', by: () => 'By the hour in its tier. The circuit is billed by Azure in its plan, and by the provider.' },
  resolver: { what: () => 'Resolver to forward names to, where there is none', by: () => 'Azure DNS Private Resolver by the time that each of its endpoints is there; a DNS server of your own is a machine.' },
  managedNetwork: { what: () => 'Managed network', by: () => 'The private endpoints that Azure ML makes in it; with rules for host names, an Azure Firewall too.' },
}

/** A charge in words: what is billed, and by what. */
export const chargeText = (charge: Charge): { readonly what: string; readonly by: string } => ({ what: rows[charge.what].what(charge), by: rows[charge.what].by(charge) })

/** The words around the list. */
export const chargeWords = {
  title: 'What will be billed',
  text: 'What Azure bills for once the plan is carried out, and did not before. No prices are named: they depend on region and agreement. Not listed are what exists already, what is billed only by being used more, and data that leaves a region.',
  none: 'The plan makes nothing that Azure bills for by itself.',
  more: (count: number): string => `, and ${count} more`,
  head: { what: 'What', which: 'Which', by: 'Billed' },
} as const
