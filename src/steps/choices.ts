import { z } from 'zod'
import { accessChoices, accessUndecided } from './access/choices.ts'
import { addressSpaceChoices, addressSpaceUndecided } from './addressSpace/choices.ts'
import { connectivityChoices, connectivityUndecided } from './connectivity/choices.ts'
import { datastoresChoices, datastoresUndecided } from './datastores/choices.ts'
import { keyVaultChoices, keyVaultUndecided } from './keyVault/choices.ts'
import { monitoringChoices, monitoringUndecided } from './monitoring/choices.ts'
import { outboundChoices, outboundUndecided } from './outbound/choices.ts'
import { registryChoices, registryUndecided } from './registry/choices.ts'
import { storageChoices, storageUndecided } from './storage/choices.ts'
import { workspaceChoices, workspaceUndecided } from './workspace/choices.ts'

/** All that the administrator has decided, in the article's order. */
export const choicesSchema = z.strictObject({
  access: accessChoices,
  addressSpace: addressSpaceChoices,
  outbound: outboundChoices,
  workspace: workspaceChoices,
  storage: storageChoices,
  keyVault: keyVaultChoices,
  registry: registryChoices,
  datastores: datastoresChoices,
  monitoring: monitoringChoices,
  connectivity: connectivityChoices,
}).readonly()
export type Choices = z.infer<typeof choicesSchema>

/** The steps' names, in order. */
export type StepId = keyof Choices

/** The choices of somebody who has not answered yet; what an assessment is made with. */
export const undecided: Choices = {
  access: accessUndecided,
  addressSpace: addressSpaceUndecided,
  outbound: outboundUndecided,
  workspace: workspaceUndecided,
  storage: storageUndecided,
  keyVault: keyVaultUndecided,
  registry: registryUndecided,
  datastores: datastoresUndecided,
  monitoring: monitoringUndecided,
  connectivity: connectivityUndecided,
}
