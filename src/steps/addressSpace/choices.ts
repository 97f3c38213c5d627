import { z } from 'zod'
import { anId, listOf } from '../../estate/entry.ts'

const prefix = z.cidrv4()
const subnetName = z.string().min(1).max(80).regex(/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9_])?$/)

/** A subnet for one need: one that exists, or a new one in the chosen network. */
export const subnetChoice = z.union([
  z.strictObject({ use: z.literal('existing'), id: anId }).readonly(),
  z.strictObject({ use: z.literal('new'), name: subnetName, prefix }).readonly(),
  z.literal('undecided'),
])
export type SubnetChoice = z.infer<typeof subnetChoice>

export const addressSpaceChoices = z.strictObject({
  /** The network that holds computes and endpoints (PRE-09). */
  network: z.union([
    z.strictObject({ use: z.literal('existing'), id: anId }).readonly(),
    z.strictObject({ use: z.literal('new'), name: z.string().min(2).max(64), prefixes: listOf(prefix) }).readonly(),
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
