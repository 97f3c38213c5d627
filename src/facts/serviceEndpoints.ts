// Generated from knowledge/ by scripts/facts.mjs; run npm run generate after a change there. The comment above an entry names its sources.
import type { CloudId } from './clouds.ts'

/** A service endpoint of a subnet; `offer` is false where it is explained and never proposed. */
export interface ServiceEndpoint {
  readonly name: string
  readonly target: string
  readonly scope: string
  readonly clouds: readonly CloudId[]
  readonly exclusiveWith?: readonly string[]
  readonly offer: boolean
}

/** The service endpoints. A workspace has none: it is reached privately through a private endpoint only. */
export const serviceEndpoints = [
  // SE, ST-FW
  {
    name: 'Microsoft.Storage',
    target: 'Microsoft.Storage/storageAccounts',
    scope: 'storage accounts in the VNet\'s region and its paired region',
    exclusiveWith: ['Microsoft.Storage.Global'],
    clouds: ['AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud'],
    offer: true,
  },
  // ST-FW
  {
    name: 'Microsoft.Storage.Global',
    target: 'Microsoft.Storage/storageAccounts',
    scope: 'storage accounts in any region',
    exclusiveWith: ['Microsoft.Storage'],
    clouds: ['AzureCloud'],
    offer: true,
  },
  // SE, KV-NET
  {
    name: 'Microsoft.KeyVault',
    target: 'Microsoft.KeyVault/vaults',
    scope: 'any region',
    clouds: ['AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud'],
    offer: true,
  },
  // ACR-SE, SCHEMA
  {
    name: 'Microsoft.ContainerRegistry',
    target: 'Microsoft.ContainerRegistry/registries',
    scope: 'preview; only AKS and virtual machines can use it; no portal support; cannot be combined with Private Link on one registry',
    clouds: ['AzureCloud'],
    offer: false,
  },
  // SE
  {
    name: 'Microsoft.Sql',
    target: 'Azure SQL, PostgreSQL/MySQL single server',
    scope: 'same region for Azure SQL',
    clouds: ['AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud'],
    offer: false,
  },
  // SE
  {
    name: 'Microsoft.AzureActiveDirectory',
    target: 'Data Lake Storage Gen1 only (retired)',
    scope: 'same region',
    clouds: ['AzureCloud'],
    offer: false,
  },
] as const satisfies readonly ServiceEndpoint[]

/** The pair of each region, which Microsoft.Storage covers with it: MicrosoftDocs/reliability-docs articles/reliability/regions-list.md (2025-09-23); public cloud only, null where the page says that a region has no pair. A region that is not here is not documented. */
export const regionPairs: Readonly<Record<string, string | null>> = {
  australiacentral: 'australiacentral2',
  australiacentral2: 'australiacentral',
  australiaeast: 'australiasoutheast',
  australiasoutheast: 'australiaeast',
  austriaeast: null,
  belgiumcentral: null,
  brazilsouth: 'southcentralus',
  brazilsoutheast: 'brazilsouth',
  canadacentral: 'canadaeast',
  canadaeast: 'canadacentral',
  centralindia: 'southindia',
  centralus: 'eastus2',
  chilecentral: null,
  denmarkeast: null,
  eastasia: 'southeastasia',
  eastus: 'westus',
  eastus2: 'centralus',
  francecentral: 'francesouth',
  francesouth: 'francecentral',
  germanynorth: 'germanywestcentral',
  germanywestcentral: 'germanynorth',
  indonesiacentral: null,
  israelcentral: null,
  italynorth: null,
  japaneast: 'japanwest',
  japanwest: 'japaneast',
  koreacentral: 'koreasouth',
  koreasouth: 'koreacentral',
  malaysiawest: null,
  mexicocentral: null,
  newzealandnorth: null,
  northcentralus: 'southcentralus',
  northeurope: 'westeurope',
  norwayeast: 'norwaywest',
  norwaywest: 'norwayeast',
  polandcentral: null,
  qatarcentral: null,
  southafricanorth: 'southafricawest',
  southafricawest: 'southafricanorth',
  southcentralus: 'northcentralus',
  southindia: 'centralindia',
  southeastasia: 'eastasia',
  spaincentral: null,
  swedencentral: 'swedensouth',
  switzerlandnorth: 'switzerlandwest',
  switzerlandwest: 'switzerlandnorth',
  uaecentral: 'uaenorth',
  uaenorth: 'uaecentral',
  uksouth: 'ukwest',
  ukwest: 'uksouth',
  westcentralus: 'westus2',
  westeurope: 'northeurope',
  westindia: 'southindia',
  westus: 'eastus',
  westus2: 'westcentralus',
  westus3: 'eastus',
}
