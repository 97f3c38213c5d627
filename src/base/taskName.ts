/** What people are asked to do by hand: who names one of these has words for it, and says whether Azure shows that it is done. */
export const taskNames = [
  'forwardDns', 'writeRecords', 'approveEndpoint', 'createRegistry', 'recreateCompute', 'assignRole', 'removeClosedEntry', 'changeOwnedElsewhere', 'buildGateway', 'removeSubnetRules', 'setDatastoreIdentity',
  'changeUnknownPart', 'useManagedNetwork', 'addServiceEndpoint',
] as const

/** The name of a task by hand. */
export type TaskName = (typeof taskNames)[number]
