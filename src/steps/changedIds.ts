import type { ArmId } from '../base/armId.ts'
import type { EntryList, Estate } from '../estate/estate.ts'

const lists: readonly EntryList[] = [
  'computes', 'datastores', 'connections', 'storageAccounts', 'vaults', 'registries', 'components', 'logWorkspaces', 'linkScopes', 'scopedResources', 'networks', 'subnets', 'peerings',
  'securityGroups', 'securityRules', 'routeTables', 'routes', 'natGateways', 'publicAddresses', 'endpoints', 'interfaces', 'machines', 'bastions', 'gateways', 'zones', 'zoneLinks', 'zoneGroups',
  'providers', 'roleAssignments', 'tasks',
]

/** Ids of entries that differ between two estates. What a step leaves alone it hands on as it is; what it makes anew may still be equal. */
export function changedIds(before: Estate, after: Estate): readonly ArmId[] {
  const ofList = (list: EntryList): readonly ArmId[] => {
    if (before[list] === after[list]) return []
    const old = new Map<string, unknown>(before[list].map((entry: { readonly id: ArmId }) => [entry.id, entry]))
    const isOther = (entry: { readonly id: ArmId }) => old.get(entry.id) !== entry && JSON.stringify(old.get(entry.id)) !== JSON.stringify(entry)
    return after[list].filter(isOther).map(({ id }) => id)
  }
  const workspace = JSON.stringify(before.workspace) === JSON.stringify(after.workspace) ? [] : [after.workspace.id]
  return [...workspace, ...lists.flatMap(ofList)]
}
