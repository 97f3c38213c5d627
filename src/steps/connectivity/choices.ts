import { z } from 'zod'

/** The ways in. Gateways are named and not built yet: choosing one leaves a task by hand. */
export const method = z.enum(['alreadyConnected', 'bastion', 'vpnPointToSite', 'vpnSiteToSite', 'expressRoute', 'undecided'])

/** A Bastion host's name. */
export const bastionName = z.string().min(1).max(80).regex(/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9_])?$/)
/** The jump box's name, which is also the computer's. */
export const machineName = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,13}[A-Za-z0-9]$/)
/** A VM size. */
export const machineSize = z.string().min(1).max(40).regex(/^[A-Za-z0-9_]+$/)
/** Names that Azure takes for no machine's administrator: the disallowed values of OSProfile.adminUsername (REST reference of virtual machines). */
const refusedAdmins: ReadonlySet<string> = new Set([
  'administrator', 'admin', 'user', 'user1', 'test', 'user2', 'test1', 'user3', 'admin1', '1', '123', 'a', 'actuser', 'adm', 'admin2', 'aspnet', 'backup', 'console', 'david', 'guest', 'john', 'owner', 'root',
  'server', 'sql', 'support', 'support_388945a0', 'sys', 'test2', 'test3', 'user4', 'user5',
])
/** The name of the machine's administrator. */
export const adminName = z.string().regex(/^[a-z][a-z0-9_-]{2,19}$/, 'has to have 3 to 20 lower-case letters, digits, - and _, and begins with a letter')
  .refine((name) => !refusedAdmins.has(name), 'is a name that Azure refuses for an administrator, such as admin, administrator, root, test or user1')

export const connectivityChoices = z.strictObject({
  method,
  bastion: z.strictObject({ name: bastionName, sku: z.enum(['Basic', 'Standard']) }).readonly(),
  /** The jump box; its password is a parameter of the export, never a choice. */
  jumpBox: z.strictObject({ name: machineName, size: machineSize, adminName }).readonly(),
  /** How names resolve from where people sit (CONN-06); `attested`: somebody has tried it. */
  resolution: z.enum(['azureDns', 'forwarders', 'attested', 'undecided']),
}).readonly()
export type ConnectivityChoices = z.infer<typeof connectivityChoices>

export const connectivityUndecided: ConnectivityChoices = {
  method: 'undecided', bastion: { name: 'bas', sku: 'Standard' }, jumpBox: { name: 'vm-jump', size: 'Standard_D2s_v5', adminName: 'azureuser' }, resolution: 'undecided',
}
