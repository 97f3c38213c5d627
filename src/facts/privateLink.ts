// Generated from knowledge/ by scripts/facts.mjs; run npm run generate after a change there. The comment above an entry names its sources.
import type { ByCloud } from './clouds.ts'

/** What a private endpoint of one group (sub-resource) needs: addresses, private DNS zones, and public names to forward. */
export interface LinkTarget {
  readonly resourceType: string
  /** `base` addresses are taken at least; `plan`, where it differs, is what to reserve. */
  readonly addresses: { readonly base: number; readonly plan?: number }
  readonly zones: ByCloud<readonly string[]>
  readonly forwarders: ByCloud<readonly string[]>
}

/** Private link targets by group. */
export const privateLink = {
  // PE-DNS, DNS, SPEC
  amlworkspace: {
    resourceType: 'Microsoft.MachineLearningServices/workspaces',
    addresses: { base: 3, plan: 4 },
    zones: {
      AzureCloud: ['privatelink.api.azureml.ms', 'privatelink.notebooks.azure.net'],
      AzureUSGovernment: ['privatelink.api.ml.azure.us', 'privatelink.notebooks.usgovcloudapi.net'],
      AzureChinaCloud: ['privatelink.api.ml.azure.cn', 'privatelink.notebooks.chinacloudapi.cn'],
    },
    forwarders: {
      AzureCloud: [
        'api.azureml.ms',
        'notebooks.azure.net',
        'instances.azureml.ms',
        'instances.ml.azure.ms',
        'aznbcontent.net',
        'inference.ml.azure.com',
      ],
      AzureUSGovernment: [
        'api.ml.azure.us',
        'notebooks.usgovcloudapi.net',
        'instances.azureml.us',
        'instances.ml.azure.us',
        'aznbcontent.net',
        'inference.ml.azure.us',
      ],
      AzureChinaCloud: [
        'api.ml.azure.cn',
        'notebooks.chinacloudapi.cn',
        'instances.azureml.cn',
        'instances.ml.azure.ms',
        'aznbcontent.net',
        'inference.ml.azure.cn',
      ],
    },
  },
  // A, PE-DNS, ST-PE
  blob: {
    resourceType: 'Microsoft.Storage/storageAccounts',
    addresses: { base: 1 },
    zones: {
      AzureCloud: ['privatelink.blob.core.windows.net'],
      AzureUSGovernment: ['privatelink.blob.core.usgovcloudapi.net'],
      AzureChinaCloud: ['privatelink.blob.core.chinacloudapi.cn'],
    },
    forwarders: {
      AzureCloud: ['blob.core.windows.net'],
      AzureUSGovernment: ['blob.core.usgovcloudapi.net'],
      AzureChinaCloud: ['blob.core.chinacloudapi.cn'],
    },
  },
  // A, PE-DNS, ST-PE
  file: {
    resourceType: 'Microsoft.Storage/storageAccounts',
    addresses: { base: 1 },
    zones: {
      AzureCloud: ['privatelink.file.core.windows.net'],
      AzureUSGovernment: ['privatelink.file.core.usgovcloudapi.net'],
      AzureChinaCloud: ['privatelink.file.core.chinacloudapi.cn'],
    },
    forwarders: {
      AzureCloud: ['file.core.windows.net'],
      AzureUSGovernment: ['file.core.usgovcloudapi.net'],
      AzureChinaCloud: ['file.core.chinacloudapi.cn'],
    },
  },
  // A, W2, PE-DNS
  queue: {
    resourceType: 'Microsoft.Storage/storageAccounts',
    addresses: { base: 1 },
    zones: {
      AzureCloud: ['privatelink.queue.core.windows.net'],
      AzureUSGovernment: ['privatelink.queue.core.usgovcloudapi.net'],
      AzureChinaCloud: ['privatelink.queue.core.chinacloudapi.cn'],
    },
    forwarders: {
      AzureCloud: ['queue.core.windows.net'],
      AzureUSGovernment: ['queue.core.usgovcloudapi.net'],
      AzureChinaCloud: ['queue.core.chinacloudapi.cn'],
    },
  },
  // A, W2, PE-DNS
  table: {
    resourceType: 'Microsoft.Storage/storageAccounts',
    addresses: { base: 1 },
    zones: {
      AzureCloud: ['privatelink.table.core.windows.net'],
      AzureUSGovernment: ['privatelink.table.core.usgovcloudapi.net'],
      AzureChinaCloud: ['privatelink.table.core.chinacloudapi.cn'],
    },
    forwarders: {
      AzureCloud: ['table.core.windows.net'],
      AzureUSGovernment: ['table.core.usgovcloudapi.net'],
      AzureChinaCloud: ['table.core.chinacloudapi.cn'],
    },
  },
  // ST-PE, PE-DNS
  dfs: {
    resourceType: 'Microsoft.Storage/storageAccounts',
    addresses: { base: 1 },
    zones: {
      AzureCloud: ['privatelink.dfs.core.windows.net'],
      AzureUSGovernment: ['privatelink.dfs.core.usgovcloudapi.net'],
      AzureChinaCloud: ['privatelink.dfs.core.chinacloudapi.cn'],
    },
    forwarders: {
      AzureCloud: ['dfs.core.windows.net'],
      AzureUSGovernment: ['dfs.core.usgovcloudapi.net'],
      AzureChinaCloud: ['dfs.core.chinacloudapi.cn'],
    },
  },
  // PE-DNS, KV-PL, REPORTS
  vault: {
    resourceType: 'Microsoft.KeyVault/vaults',
    addresses: { base: 1 },
    zones: {
      AzureCloud: ['privatelink.vaultcore.azure.net'],
      AzureUSGovernment: ['privatelink.vaultcore.usgovcloudapi.net'],
      AzureChinaCloud: ['privatelink.vaultcore.azure.cn'],
    },
    forwarders: {
      AzureCloud: ['vault.azure.net', 'vaultcore.azure.net'],
      AzureUSGovernment: ['vault.usgovcloudapi.net', 'vaultcore.usgovcloudapi.net'],
      AzureChinaCloud: ['vaultcore.azure.cn', 'vault.azure.cn'],
    },
  },
  // ACR-PL, PE-DNS, ACR-PE, ACR-REG
  registry: {
    resourceType: 'Microsoft.ContainerRegistry/registries',
    addresses: { base: 2 },
    zones: { AzureCloud: ['privatelink.azurecr.io'], AzureUSGovernment: ['privatelink.azurecr.us'], AzureChinaCloud: ['privatelink.azurecr.cn'] },
    forwarders: { AzureCloud: ['azurecr.io'], AzureUSGovernment: ['azurecr.us'], AzureChinaCloud: ['azurecr.cn'] },
  },
  // AMPLS-C, AMPLS-D, PE-DNS, AVM, AMPLS-IP, REPORTS
  azuremonitor: {
    resourceType: 'Microsoft.Insights/privateLinkScopes',
    addresses: { base: 13, plan: 14 },
    zones: {
      AzureCloud: [
        'privatelink.monitor.azure.com',
        'privatelink.oms.opinsights.azure.com',
        'privatelink.ods.opinsights.azure.com',
        'privatelink.agentsvc.azure-automation.net',
        'privatelink.blob.core.windows.net',
      ],
      AzureUSGovernment: [
        'privatelink.monitor.azure.us',
        'privatelink.adx.monitor.azure.us',
        'privatelink.oms.opinsights.azure.us',
        'privatelink.ods.opinsights.azure.us',
        'privatelink.agentsvc.azure-automation.us',
        'privatelink.blob.core.usgovcloudapi.net',
      ],
      AzureChinaCloud: [],
    },
    forwarders: {
      AzureCloud: [
        'monitor.azure.com',
        'oms.opinsights.azure.com',
        'ods.opinsights.azure.com',
        'agentsvc.azure-automation.net',
        'blob.core.windows.net',
        'services.visualstudio.com',
        'applicationinsights.azure.com',
      ],
      AzureUSGovernment: [
        'monitor.azure.us',
        'adx.monitor.azure.us',
        'oms.opinsights.azure.us',
        'ods.opinsights.azure.us',
        'agentsvc.azure-automation.us',
        'blob.core.usgovcloudapi.net',
      ],
      AzureChinaCloud: [],
    },
  },
  // PE-DNS
  sqlServer: {
    resourceType: 'Microsoft.Sql/servers',
    addresses: { base: 1 },
    zones: {
      AzureCloud: ['privatelink.database.windows.net'],
      AzureUSGovernment: ['privatelink.database.usgovcloudapi.net'],
      AzureChinaCloud: ['privatelink.database.chinacloudapi.cn'],
    },
    forwarders: {
      AzureCloud: ['database.windows.net'],
      AzureUSGovernment: ['database.usgovcloudapi.net'],
      AzureChinaCloud: ['database.chinacloudapi.cn'],
    },
  },
} as const satisfies Readonly<Record<string, LinkTarget>>

/** A private endpoint's group. */
export type LinkGroup = keyof typeof privateLink
/** The groups of a workspace and of the services that every workspace uses. */
export type EndpointGroup = Exclude<LinkGroup, 'sqlServer'>
