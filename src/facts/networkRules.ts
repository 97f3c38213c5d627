// Generated from knowledge/ by scripts/facts.mjs; run npm run generate after a change there. The comment above an entry names its sources.
import type { CloudId } from './clouds.ts'

/** One row of the traffic that the service needs; `{region}` in a tag stands for the workspace's region. */
export interface NetworkRule {
  readonly id: string
  readonly direction: 'Inbound' | 'Outbound' | null
  readonly protocol: 'Tcp' | 'Udp' | '*'
  readonly ports: readonly string[]
  readonly tag: string | null
  readonly purpose: string
  readonly requirement: 'required' | 'required (dependency)' | 'required when private endpoints exist' | 'situational'
  readonly when?: string
  readonly clouds?: readonly CloudId[]
  /** False for a row that is shown and never written into a rule set. */
  readonly emit: boolean
}

/** The traffic that Azure Machine Learning needs, in the order of the article. */
export const networkRuleTable = [
  // NETI
  {
    id: 'out-aad',
    direction: 'Outbound',
    protocol: 'Tcp',
    ports: ['80', '443'],
    tag: 'AzureActiveDirectory',
    purpose: 'Sign-in with Microsoft Entra ID',
    requirement: 'required',
    emit: true,
  },
  // NETI
  {
    id: 'out-aml-tcp',
    direction: 'Outbound',
    protocol: 'Tcp',
    ports: ['443', '18881'],
    tag: 'AzureMachineLearning',
    purpose: 'Service API; 18881 carries notebook IntelliSense',
    requirement: 'required',
    emit: true,
  },
  // NETI
  {
    id: 'out-aml-udp',
    direction: 'Outbound',
    protocol: 'Udp',
    ports: ['5831'],
    tag: 'AzureMachineLearning',
    purpose: 'Create, update and delete compute instances',
    requirement: 'required',
    emit: true,
  },
  // NETI
  {
    id: 'out-batch',
    direction: 'Outbound',
    protocol: '*',
    ports: ['443'],
    tag: 'BatchNodeManagement.{region}',
    purpose: 'Compute nodes talk to the Batch back end',
    requirement: 'required',
    emit: true,
  },
  // NETI
  {
    id: 'out-arm',
    direction: 'Outbound',
    protocol: 'Tcp',
    ports: ['443'],
    tag: 'AzureResourceManager',
    purpose: 'Create Azure resources, CLI and SDK',
    requirement: 'required',
    emit: true,
  },
  // NETI, DLE
  {
    id: 'out-storage',
    direction: 'Outbound',
    protocol: 'Tcp',
    ports: ['443'],
    tag: 'Storage.{region}',
    purpose: 'Data and Batch storage access from compute',
    requirement: 'required',
    emit: true,
  },
  // NETI, DLE
  {
    id: 'out-afd-frontend',
    direction: 'Outbound',
    protocol: 'Tcp',
    ports: ['443'],
    tag: 'AzureFrontDoor.FrontEnd',
    purpose: 'Studio entry point, AutoML images',
    requirement: 'required',
    clouds: ['AzureCloud', 'AzureUSGovernment'],
    emit: true,
  },
  // NETI, MCR
  {
    id: 'out-mcr',
    direction: 'Outbound',
    protocol: 'Tcp',
    ports: ['443'],
    tag: 'MicrosoftContainerRegistry.{region}',
    purpose: 'Microsoft base images, AKS router',
    requirement: 'required',
    emit: true,
  },
  // NETI, MCR, DLE
  {
    id: 'out-afd-firstparty',
    direction: 'Outbound',
    protocol: 'Tcp',
    ports: ['443'],
    tag: 'AzureFrontDoor.FirstParty',
    purpose: 'Data path behind MicrosoftContainerRegistry',
    requirement: 'required (dependency)',
    emit: true,
  },
  // FW
  {
    id: 'out-vnet',
    direction: 'Outbound',
    protocol: 'Tcp',
    ports: ['443'],
    tag: 'VirtualNetwork',
    purpose: 'Reach private endpoints in this and peered VNets',
    requirement: 'required when private endpoints exist',
    emit: true,
  },
  // REPORTS
  {
    id: 'out-vnet-445',
    direction: 'Outbound',
    protocol: 'Tcp',
    ports: ['445'],
    tag: 'VirtualNetwork',
    purpose: 'SMB to the private file endpoint, in this or a peered VNet',
    requirement: 'situational',
    when: 'a file endpoint exists and a deny precedes the default rules',
    emit: true,
  },
  // NETI, TR1
  {
    id: 'in-compute-44224',
    direction: 'Inbound',
    protocol: 'Tcp',
    ports: ['44224'],
    tag: 'AzureMachineLearning',
    purpose: 'Service manages compute with a public IP',
    requirement: 'situational',
    when: 'any compute instance or cluster has a public IP (properties.enableNodePublicIp true)',
    emit: true,
  },
  // DLE
  {
    id: 'in-batch-dle',
    direction: 'Inbound',
    protocol: 'Tcp',
    ports: [],
    tag: 'BatchNodeManagement.{region}',
    purpose: 'Batch management of a compute instance with a public IP',
    requirement: 'situational',
    when: 'data-exfiltration set-up and compute instance with public IP',
    emit: false,
  },
  // NETI
  {
    id: 'out-aml-8787',
    direction: 'Outbound',
    protocol: 'Tcp',
    ports: ['8787'],
    tag: 'AzureMachineLearning',
    purpose: 'RStudio',
    requirement: 'situational',
    when: 'RStudio on a compute instance',
    emit: true,
  },
  // NETI, TR1
  {
    id: 'out-storage-445',
    direction: 'Outbound',
    protocol: 'Tcp',
    ports: ['445'],
    tag: 'Storage.{region}',
    purpose: 'SMB to Azure Files',
    requirement: 'situational',
    when: 'restricted egress and the file share is reached over its public endpoint (service endpoint included)',
    emit: true,
  },
  // NETI, FW
  {
    id: 'out-monitor',
    direction: 'Outbound',
    protocol: 'Tcp',
    ports: ['443'],
    tag: 'AzureMonitor',
    purpose: 'Metrics and logs; also support incidents',
    requirement: 'situational',
    when: 'Azure Monitor is not behind a private link scope',
    emit: true,
  },
  // NETI, TAGS
  {
    id: 'out-keyvault-hbi',
    direction: 'Outbound',
    protocol: 'Tcp',
    ports: ['443'],
    tag: 'AzureKeyVault.{region}',
    purpose: 'Key vault of the Batch service',
    requirement: 'situational',
    when: 'workspace properties.hbiWorkspace is true',
    emit: true,
  },
  // INF1
  {
    id: 'out-acr-aks',
    direction: 'Outbound',
    protocol: 'Tcp',
    ports: ['443'],
    tag: 'AzureContainerRegistry.{region}',
    purpose: 'AKS pulls images when outbound is limited',
    requirement: 'situational',
    when: 'AKS inference and restricted outbound, registry reached over its public endpoint',
    emit: true,
  },
  // FW
  {
    id: 'out-vscode-ports',
    direction: null,
    protocol: 'Tcp',
    ports: ['8704-8710'],
    tag: null,
    purpose: 'VS Code server port range',
    requirement: 'situational',
    when: 'VS Code remote on a compute instance',
    emit: false,
  },
] as const satisfies readonly NetworkRule[]

/** The id of a row, such as `out-aad`. */
export type NetworkRuleId = (typeof networkRuleTable)[number]['id']

/** Regions that the tag AzureCloud spells otherwise than ARM does: requirements.md, heading of NET (Azure/bicep-registry-modules#7100). */
export const azureCloudTagRegions: Readonly<Record<string, string>> = {
  francecentral: 'centralfrance',
  francesouth: 'southfrance',
  germanynorth: 'germanyn',
  germanywestcentral: 'germanywc',
  norwayeast: 'norwaye',
  norwaywest: 'norwayw',
  switzerlandnorth: 'switzerlandn',
  switzerlandwest: 'switzerlandw',
}
