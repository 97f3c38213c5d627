/** The words of requests to other teams. */
export const requestWords = {
  head: 'Request from the administrators of an Azure Machine Learning workspace', what: 'What is asked', why: 'Why',
  zones: 'Private DNS zones', endpoint: 'Private endpoint', role: 'Role', identity: 'Identity (object id)', scope: 'On', rights: 'Rights', names: 'Names', network: 'Network', subnets: 'Subnets',
  records: 'A records that are missing', target: 'Target', parts: 'Part of the target', where: 'Where',
  approve: (endpoint: string, target: string) => `Approve the connection of the private endpoint ${endpoint} on ${target}`,
  approveWhere: (endpoint: string) => `In the Azure portal, on the target’s page of private endpoint connections: choose the connection of ${endpoint}, then Approve.`,
  approveWhy: (workspace: string) => `The workspace ${workspace} is to reach the target over a private network. Until the connection is approved it carries no traffic, and the public way in stays as it is.`,
  taskWhy: (workspace: string) => `It is part of a reviewed plan that closes the public ways to the workspace ${workspace}. What depends on it waits until it is done.`,
} as const
