// Generated from knowledge/ by scripts/facts.mjs; run npm run generate after a change there. The comment above an entry names its sources.

/** The clouds whose values are documented. */
export type CloudId = 'AzureCloud' | 'AzureUSGovernment' | 'AzureChinaCloud'

/** One value for each cloud; an empty list or text means "no documented value", not "works without". */
export type ByCloud<Value> = Readonly<Record<CloudId, Value>>

/** Where a cloud's services answer: hosts of ARM, sign-in, portal and studio, and the DNS suffixes of its services. */
export interface Cloud {
  readonly label: string
  readonly arm: string
  readonly armScope: string
  readonly armAudiences: readonly string[]
  readonly authority: string
  readonly authorityAliases?: readonly string[]
  readonly issuerHost: string
  readonly graph: string
  readonly portal: string
  readonly studio: string
  readonly suffixes: Readonly<Record<'storage' | 'keyVault' | 'acr' | 'sql' | 'amlApi' | 'notebooks' | 'inference', string>>
}

/** The clouds' hosts and suffixes. */
export const clouds = {
  // SDK, MSAL, FW
  AzureCloud: {
    label: 'Azure public',
    arm: 'https://management.azure.com',
    armScope: 'https://management.azure.com/.default',
    armAudiences: ['https://management.azure.com', 'https://management.core.windows.net'],
    authority: 'https://login.microsoftonline.com',
    issuerHost: 'login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
    portal: 'https://portal.azure.com',
    studio: 'https://ml.azure.com',
    suffixes: {
      storage: 'core.windows.net',
      keyVault: 'vault.azure.net',
      acr: 'azurecr.io',
      sql: 'database.windows.net',
      amlApi: 'api.azureml.ms',
      notebooks: 'notebooks.azure.net',
      inference: 'inference.ml.azure.com',
    },
  },
  // SDK, MSAL, FW
  AzureUSGovernment: {
    label: 'Azure Government',
    arm: 'https://management.usgovcloudapi.net',
    armScope: 'https://management.usgovcloudapi.net/.default',
    armAudiences: ['https://management.usgovcloudapi.net', 'https://management.core.usgovcloudapi.net'],
    authority: 'https://login.microsoftonline.us',
    issuerHost: 'login.microsoftonline.us',
    graph: 'https://graph.microsoft.us',
    portal: 'https://portal.azure.us',
    studio: 'https://ml.azure.us',
    suffixes: {
      storage: 'core.usgovcloudapi.net',
      keyVault: 'vault.usgovcloudapi.net',
      acr: 'azurecr.us',
      sql: 'database.usgovcloudapi.net',
      amlApi: 'api.ml.azure.us',
      notebooks: 'notebooks.usgovcloudapi.net',
      inference: 'inference.ml.azure.us',
    },
  },
  // SDK, MSAL, FW
  AzureChinaCloud: {
    label: 'Microsoft Azure operated by 21Vianet',
    arm: 'https://management.chinacloudapi.cn',
    armScope: 'https://management.chinacloudapi.cn/.default',
    armAudiences: ['https://management.chinacloudapi.cn', 'https://management.core.chinacloudapi.cn'],
    authority: 'https://login.partner.microsoftonline.cn',
    authorityAliases: ['https://login.chinacloudapi.cn'],
    issuerHost: 'login.partner.microsoftonline.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    portal: 'https://portal.azure.cn',
    studio: 'https://studio.ml.azure.cn',
    suffixes: {
      storage: 'core.chinacloudapi.cn',
      keyVault: 'vault.azure.cn',
      acr: 'azurecr.cn',
      sql: 'database.chinacloudapi.cn',
      amlApi: 'api.ml.azure.cn',
      notebooks: 'notebooks.chinacloudapi.cn',
      inference: 'inference.ml.azure.cn',
    },
  },
} as const satisfies ByCloud<Cloud>

/** The address of Azure's own DNS resolver: inside a VNet only (DNS,PE-DNSI). */
export const azureDnsAddress = '168.63.129.16'
