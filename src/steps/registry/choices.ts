import { z } from 'zod'
import { idOf } from '../ids.ts'

/** A registry's name. */
export const registryName = z.string().regex(/^[A-Za-z0-9]{5,50}$/)
/** A cluster's name; one that ends in a hyphen, or in a hyphen and digits, is refused by Azure ML. */
export const clusterName = z.string().regex(/^[a-zA-Z](?![a-zA-Z0-9-]*-\d*$)[a-zA-Z0-9-]{2,15}$/, 'has to have 3 to 16 letters, digits and hyphens, begins with a letter and does not end in a hyphen or a hyphen and digits')
/** A VM size that is no GPU size (ACR-13). */
export const cpuSize = z.string().regex(/^Standard_(?!N)[A-Za-z0-9_]+$/i)
/** How many nodes the new cluster may grow to. */
export const nodeCount = z.int().min(1).max(100)

export const registryChoices = z.strictObject({
  /** Private endpoint, or public on purpose (ACR-30). */
  decision: z.enum(['private', 'publicOnPurpose', 'undecided']),
  /** For a workspace without a registry (ACR-01): make a Premium one and attach it, attach one that exists, or wait until Azure ML makes it. */
  absent: z.union([
    z.strictObject({ use: z.literal('new'), name: registryName }).readonly(),
    z.strictObject({ use: z.literal('existing'), id: idOf('Microsoft.ContainerRegistry/registries') }).readonly(),
    z.enum(['later', 'undecided']),
  ]),
  /** The cluster that builds images while the registry is private (ACR-11 to ACR-15). */
  build: z.union([
    z.strictObject({ use: z.literal('existing'), name: z.string().min(1).max(32) }).readonly(),
    z.strictObject({ use: z.literal('new'), name: clusterName, size: cpuSize, maxNodes: nodeCount }).readonly(),
    z.literal('undecided'),
  ]),
  publicAccess: z.enum(['disable', 'keep']),
  /** How nodes pull images (ACR-31): the administrator user, or leave it. */
  adminUser: z.enum(['on', 'keep']),
}).readonly()
export type RegistryChoices = z.infer<typeof registryChoices>

export const registryUndecided: RegistryChoices = { decision: 'undecided', absent: 'undecided', build: 'undecided', publicAccess: 'keep', adminUser: 'keep' }
