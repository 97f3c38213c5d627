// Generated from knowledge/ by scripts/facts.mjs; run npm run generate after a change there. The comment above an entry names its sources.
import type { ByCloud } from './clouds.ts'

/** What a private endpoint of one group (sub-resource) needs: addresses, private DNS zones, and public names to forward. */
export interface LinkTarget {
  readonly resourceType: string
  readonly need: string
  /** `base` addresses are taken at least; `plan`, where it differs, is what to reserve. */
  readonly addresses: { readonly base: number; readonly plan?: number; readonly formula?: string; readonly note?: string }
  /** Member names that a source confirms; there may be more. */
  readonly members?: readonly string[]
  readonly zones: ByCloud<readonly string[]>
  readonly forwarders: ByCloud<readonly string[]>
  readonly records?: readonly string[]
  readonly note?: string
}

/** Private link targets by group. */
export const privateLink = {
  // PE-DNS, DNS, SPEC
  amlworkspace: {
    resourceType: 'Microsoft.MachineLearningServices/workspaces',
    need: 'always',
    addresses: {
      base: 3,
      plan: 4,
      note: 'DNS page example shows three private IPs: API and certificate names share one, notebooks one, inference wildcard one. The REST example lists only member \'default\'. Reserve one spare.',
    },
    members: ['default'],
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
    note: 'The two pages disagree on the compute-instance suffix (PE-DNS: instances.azureml.*, DNS page of 03/2026: instances.ml.azure.*); forward both. aznbcontent.net is not needed on the on-premises forwarder list. Member names beside default are unverified: emit no static ipConfigurations for this target.',
  },
  // A, PE-DNS, ST-PE
  blob: {
    resourceType: 'Microsoft.Storage/storageAccounts',
    need: 'always',
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
    need: 'always for the default storage account',
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
    need: 'ParallelRunStep pipelines (v1 article); batch endpoints too (v2 article)',
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
    need: 'ParallelRunStep pipelines (v1 article); batch endpoints too (v2 article)',
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
    need: 'only for a non-default account used as Data Lake Storage Gen2 (properties.isHnsEnabled true); pair it with blob',
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
    need: 'always when Key Vault uses a private endpoint',
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
    note: 'vault.azure.cn as forwarder is inferred from the other clouds (unverified); the table lists only vaultcore.azure.cn. vaultcore.azure.net has no public answer (MicrosoftDocs/azure-docs#88200, Azure/missionlz#745): it stays in the list as documented, look-ups that verify use vault.azure.net names only.',
  },
  // ACR-PL, PE-DNS, ACR-PE, ACR-REG
  registry: {
    resourceType: 'Microsoft.ContainerRegistry/registries',
    need: 'when the workspace has a registry and it is secured',
    addresses: {
      base: 2,
      formula: '2 + addedReplicas + (regionalEndpoints == "Enabled" ? 1 + addedReplicas : 0)',
      note: 'Registry plus one dedicated data endpoint per region; addedReplicas does not count the home region. Regional endpoints (preview) add one per region, the home region included. The property regionalEndpoints is absent from 2025-11-01: read it with a preview API version or count the addresses of the endpoint\'s NIC. /27 or larger is advised for a replicated registry.',
    },
    members: ['registry', 'registry_data_{region}', 'registry_{region}'],
    zones: { AzureCloud: ['privatelink.azurecr.io'], AzureUSGovernment: ['privatelink.azurecr.us'], AzureChinaCloud: ['privatelink.azurecr.cn'] },
    forwarders: { AzureCloud: ['azurecr.io'], AzureUSGovernment: ['azurecr.us'], AzureChinaCloud: ['azurecr.cn'] },
    records: ['{acr}', '{acr}.{region}.data', '{acr}.{region}.geo'],
    note: 'The zone table also lists a regional data sub-zone; the registry page itself puts all records in the single zone. China zone comes from secondary sources (unverified against the vendor table, which has no container rows for China). registry_{region} and the geo record exist with regional endpoints only. Adding a replica can leave a connection Pending: check the approval again.',
  },
  // AMPLS-C, AMPLS-D, PE-DNS, AVM, AMPLS-IP, REPORTS
  azuremonitor: {
    resourceType: 'Microsoft.Insights/privateLinkScopes',
    need: 'when Azure Monitor is secured',
    addresses: {
      base: 13,
      plan: 14,
      formula: '8 + appInsightsIngestionHosts + appInsightsLiveHosts + 3*dce + 3*lawRegions',
      note: 'base = one component and one Log Analytics workspace; 11 without a component. Count the hosts in the components\' properties.ConnectionString: one ingestion and one live host per region, one more where a region has a second ingestion stamp (the spare of plan). dce = data collection endpoints, lawRegions = distinct regions of Log Analytics workspaces. /27 is the smallest supported subnet.',
    },
    members: [
      'api',
      'global.in.ai',
      'profiler',
      'live',
      'diagservicesquery',
      'snapshot',
      'agentsolutionpackstore',
      'dce-global',
      'oms-{region}',
      'ods-{region}',
      'agent-{region}',
      '{region}-{n}.in.ai',
      '{region}.livediagnostics',
      '{dce}.{region}.handler.control',
      '{dce}.{region}.ingest',
      '{dce}.{region}.metrics.ingest',
    ],
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
    note: 'Shares the blob zone with storage. A DNS zone group takes at most 5 zones: exactly 5 in public; the Government table lists 6, so one zone must be handled outside the group (unverified how the portal splits them). No China row exists: treat as unsupported/unverified there. A resource that joins the scope later takes addresses from the subnet of the existing endpoint, and static ipConfigurations then fail (MicrosoftDocs/azure-docs#101336): never emit static addresses for this target.',
  },
  // PE-DNS
  sqlServer: {
    resourceType: 'Microsoft.Sql/servers',
    need: 'optional, SQL datastore',
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
