import { z } from 'zod'
import { overlapPairs, parseRange, rangesOf } from '../../base/cidr.ts'
import { listOf } from '../../estate/entry.ts'
import { idOf } from '../ids.ts'

const prefix = z.cidrv4('has to be an IPv4 range, such as 10.64.1.0/26').refine((text) => { const range = parseRange(text); return range === null || range.text === text }, 'has bits after its prefix; 10.1.0.0/16 has none, 10.1.7.9/16 has')
const subnetName = z.string().min(1).max(80).regex(/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9_])?$/, 'is no name of a subnet: letters, digits, . _ and -, up to 80 characters')
/** A virtual network's name. */
export const networkName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}[A-Za-z0-9_]$/, 'is no name of a network: 2 to 64 letters, digits, . _ and -')
/** The ranges of a new network: one at least, apart from each other. */
export const networkRanges = listOf(prefix).refine((texts) => texts.length > 0, 'a network has at least one range').refine((texts) => overlapPairs(rangesOf(texts)).length === 0, 'the ranges of one network must not overlap')

/** A subnet for one need: one that exists, or a new one in the chosen network. */
export const subnetChoice = z.union([
  z.strictObject({ use: z.literal('existing'), id: idOf('Microsoft.Network/virtualNetworks/subnets') }).readonly(),
  z.strictObject({ use: z.literal('new'), name: subnetName, prefix }).readonly(),
  z.literal('undecided'),
])
export type SubnetChoice = z.infer<typeof subnetChoice>

export const addressSpaceChoices = z.strictObject({
  /** The network that holds computes and endpoints (PRE-09). */
  network: z.union([
    z.strictObject({ use: z.literal('existing'), id: idOf('Microsoft.Network/virtualNetworks') }).readonly(),
    z.strictObject({ use: z.literal('new'), name: networkName, prefixes: networkRanges }).readonly(),
    z.literal('undecided'),
  ]),
  endpointSubnet: subnetChoice,
  computeSubnet: subnetChoice,
  /** AzureBastionSubnet and the jump box's subnet; asked for when connectivity says Bastion. */
  bastionSubnet: subnetChoice,
  jumpBoxSubnet: subnetChoice,
  /** Ranges on premises or elsewhere that will be joined to this network (ADDR-03); an empty list says there are none. */
  otherRanges: z.union([listOf(prefix), z.literal('undecided')]),
}).readonly()
export type AddressSpaceChoices = z.infer<typeof addressSpaceChoices>

export const addressSpaceUndecided: AddressSpaceChoices = {
  network: 'undecided', endpointSubnet: 'undecided', computeSubnet: 'undecided', bastionSubnet: 'undecided', jumpBoxSubnet: 'undecided', otherRanges: 'undecided',
}
