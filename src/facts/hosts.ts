// Generated from knowledge/ by scripts/facts.mjs; run npm run generate after a change there. The comment above an entry names its sources.
import type { CloudId } from './clouds.ts'

/** A public host that packages and tools need; ports are 443 where none are named. */
export interface PublicHost {
  readonly host: string
  readonly group: string
  readonly purpose: string
  readonly situational: boolean
  readonly path?: string
  readonly ports?: readonly string[]
  readonly note?: string
}

/** A Microsoft host for firewalls that know no service tags. */
export interface MicrosoftHost {
  readonly cloud: CloudId
  readonly requiredFor: string
  readonly host: string
  readonly protocol: string
  readonly ports: readonly string[]
  readonly when?: string
  readonly note?: string
  readonly unverified?: string | boolean
}

/** Hosts of packages and tools. */
export const publicHosts = [
  // NETI
  { host: 'anaconda.com', group: 'python', purpose: 'default conda packages', situational: true },
  // NETI
  { host: '*.anaconda.com', group: 'python', purpose: 'default conda packages', situational: true },
  // NETI
  { host: '*.anaconda.org', group: 'python', purpose: 'conda repository data', situational: true },
  // NETI
  { host: 'pypi.org', group: 'python', purpose: 'package index', situational: true, note: 'with an overwritten index also allow *.pythonhosted.org' },
  // NETI
  { host: '*.pythonhosted.org', group: 'python', purpose: 'package files when the index is overwritten', situational: true },
  // NETI
  { host: 'cloud.r-project.org', group: 'r', purpose: 'CRAN packages', situational: true },
  // NETI
  { host: '*.pytorch.org', group: 'framework', purpose: 'some PyTorch examples', situational: true },
  // FW
  { host: 'pytorch.org', group: 'framework', purpose: 'some PyTorch examples', situational: true },
  // NETI
  { host: '*.tensorflow.org', group: 'framework', purpose: 'some TensorFlow examples', situational: true },
  // NETI
  { host: 'code.visualstudio.com', group: 'vscode', purpose: 'desktop download; not for VS Code for the Web', situational: true },
  // NETI
  { host: 'update.code.visualstudio.com', group: 'vscode', purpose: 'server bits on the compute instance', situational: true },
  // NETI
  { host: '*.vo.msecnd.net', group: 'vscode', purpose: 'server bits on the compute instance', situational: true },
  // NETI
  { host: 'marketplace.visualstudio.com', group: 'vscode', purpose: 'extensions', situational: true },
  // NETI
  { host: 'vscode.blob.core.windows.net', group: 'vscode', purpose: 'extensions', situational: true },
  // NETI
  { host: '*.gallerycdn.vsassets.io', group: 'vscode', purpose: 'extensions', situational: true },
  // NETI, FW
  {
    host: 'raw.githubusercontent.com',
    path: '/microsoft/vscode-tools-for-ai/master/azureml_remote_websocket_server/*',
    group: 'vscode',
    purpose: 'websocket server',
    situational: true,
    note: 'the firewall page names github.com/microsoft/vscode-tools-for-ai instead, for interactive jobs only: allow both',
  },
  // FW
  { host: 'vscode.download.prss.microsoft.com', group: 'vscode', purpose: 'download CDN', situational: true },
  // FW
  { host: '*.vscode.dev', group: 'vscode-web', purpose: 'VS Code for the Web', situational: true },
  // FW
  { host: '*.vscode-unpkg.net', group: 'vscode-web', purpose: 'VS Code for the Web', situational: true },
  // FW
  { host: '*.vscode-cdn.net', group: 'vscode-web', purpose: 'VS Code for the Web', situational: true },
  // FW
  { host: '*.vscodeexperiments.azureedge.net', group: 'vscode-web', purpose: 'VS Code for the Web', situational: true },
  // FW
  { host: 'default.exp-tas.com', group: 'vscode-web', purpose: 'VS Code for the Web', situational: true },
  // FW
  { host: 'ghcr.io', group: 'rstudio', purpose: 'RStudio image', situational: true },
  // FW
  { host: 'pkg-containers.githubusercontent.com', group: 'rstudio', purpose: 'RStudio image', situational: true },
  // NETI, MCR
  { host: 'mcr.microsoft.com', group: 'containers', purpose: 'Microsoft base images, AKS', situational: false },
  // FW, MCR
  { host: '*.data.mcr.microsoft.com', group: 'containers', purpose: 'image layers', situational: false },
  // FW
  { host: 'archive.ubuntu.com', group: 'aks', purpose: 'security patches, training on Kubernetes compute', situational: true, ports: ['80'] },
  // FW
  { host: 'security.ubuntu.com', group: 'aks', purpose: 'security patches, training on Kubernetes compute', situational: true, ports: ['80'] },
  // FW
  { host: 'ppa.launchpad.net', group: 'aks', purpose: 'security patches, training on Kubernetes compute', situational: true, ports: ['80'] },
] as const satisfies readonly PublicHost[]

/** Microsoft's hosts by cloud. */
export const microsoftHosts = [
  // FW
  { cloud: 'AzureCloud', requiredFor: 'Microsoft Entra ID', host: 'login.microsoftonline.com', protocol: 'Tcp', ports: ['80', '443'] },
  // FW
  { cloud: 'AzureCloud', requiredFor: 'Azure portal', host: 'management.azure.com', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureCloud', requiredFor: 'Azure Resource Manager', host: 'management.azure.com', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureUSGovernment', requiredFor: 'Microsoft Entra ID', host: 'login.microsoftonline.us', protocol: 'Tcp', ports: ['80', '443'] },
  // FW
  { cloud: 'AzureUSGovernment', requiredFor: 'Azure portal', host: 'management.azure.us', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureUSGovernment', requiredFor: 'Azure Resource Manager', host: 'management.usgovcloudapi.net', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureChinaCloud', requiredFor: 'Microsoft Entra ID', host: 'login.chinacloudapi.cn', protocol: 'Tcp', ports: ['80', '443'] },
  // FW
  { cloud: 'AzureChinaCloud', requiredFor: 'Azure portal', host: 'management.azure.cn', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureChinaCloud', requiredFor: 'Azure Resource Manager', host: 'management.chinacloudapi.cn', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureCloud', requiredFor: 'studio', host: 'ml.azure.com', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureCloud', requiredFor: 'API', host: '*.azureml.ms', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureCloud', requiredFor: 'API', host: '*.azureml.net', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureCloud', requiredFor: 'model management', host: '*.modelmanagement.azureml.net', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureCloud', requiredFor: 'notebook', host: '*.notebooks.azure.net', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureCloud', requiredFor: 'notebook', host: 'graph.microsoft.com', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureCloud', requiredFor: 'notebook', host: '*.aznbcontent.net', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureCloud', requiredFor: 'AutoML NLP/Vision', host: 'automlresources-prod.azureedge.net', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureCloud', requiredFor: 'AutoML NLP/Vision', host: 'aka.ms', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureCloud', requiredFor: 'notebook (your storage)', host: '{storage}.file.core.windows.net', protocol: 'Tcp', ports: ['443', '445'] },
  // FW
  { cloud: 'AzureCloud', requiredFor: 'notebook (your storage)', host: '{storage}.dfs.core.windows.net', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureCloud', requiredFor: 'notebook (your storage)', host: '{storage}.blob.core.windows.net', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureCloud', requiredFor: 'compute (Microsoft storage)', host: '*.blob.core.windows.net', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureCloud', requiredFor: 'compute (Microsoft storage)', host: '*.table.core.windows.net', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureCloud', requiredFor: 'compute (Microsoft storage)', host: '*.queue.core.windows.net', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureUSGovernment', requiredFor: 'studio', host: 'ml.azure.us', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureUSGovernment', requiredFor: 'API', host: '*.ml.azure.us', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureUSGovernment', requiredFor: 'model management', host: '*.modelmanagement.azureml.us', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureUSGovernment', requiredFor: 'notebook', host: '*.notebooks.usgovcloudapi.net', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureUSGovernment', requiredFor: 'notebook', host: 'graph.microsoft.us', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureUSGovernment', requiredFor: 'notebook', host: '*.aznbcontent.net', protocol: 'Tcp', ports: ['443'] },
  // FW
  {
    cloud: 'AzureUSGovernment',
    requiredFor: 'notebook (your storage)',
    host: '{storage}.file.core.usgovcloudapi.net',
    protocol: 'Tcp',
    ports: ['443', '445'],
  },
  // FW
  {
    cloud: 'AzureUSGovernment',
    requiredFor: 'notebook (your storage)',
    host: '{storage}.dfs.core.usgovcloudapi.net',
    protocol: 'Tcp',
    ports: ['443'],
  },
  // FW
  {
    cloud: 'AzureUSGovernment',
    requiredFor: 'notebook (your storage)',
    host: '{storage}.blob.core.usgovcloudapi.net',
    protocol: 'Tcp',
    ports: ['443'],
  },
  // FW
  { cloud: 'AzureUSGovernment', requiredFor: 'compute (Microsoft storage)', host: '*.blob.core.usgovcloudapi.net', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureUSGovernment', requiredFor: 'compute (Microsoft storage)', host: '*.table.core.usgovcloudapi.net', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureUSGovernment', requiredFor: 'compute (Microsoft storage)', host: '*.queue.core.usgovcloudapi.net', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureChinaCloud', requiredFor: 'studio', host: 'studio.ml.azure.cn', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureChinaCloud', requiredFor: 'API', host: '*.ml.azure.cn', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureChinaCloud', requiredFor: 'API', host: '*.azureml.cn', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureChinaCloud', requiredFor: 'model management', host: '*.modelmanagement.ml.azure.cn', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureChinaCloud', requiredFor: 'notebook', host: '*.notebooks.chinacloudapi.cn', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureChinaCloud', requiredFor: 'notebook', host: 'graph.chinacloudapi.cn', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureChinaCloud', requiredFor: 'notebook', host: '*.aznbcontent.net', protocol: 'Tcp', ports: ['443'] },
  // FW
  {
    cloud: 'AzureChinaCloud',
    requiredFor: 'notebook (your storage)',
    host: '{storage}.file.core.chinacloudapi.cn',
    protocol: 'Tcp',
    ports: ['443', '445'],
  },
  // FW
  { cloud: 'AzureChinaCloud', requiredFor: 'notebook (your storage)', host: '{storage}.dfs.core.chinacloudapi.cn', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureChinaCloud', requiredFor: 'notebook (your storage)', host: '{storage}.blob.core.chinacloudapi.cn', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureChinaCloud', requiredFor: 'compute (Microsoft storage)', host: '*.blob.core.chinacloudapi.cn', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureChinaCloud', requiredFor: 'compute (Microsoft storage)', host: '*.table.core.chinacloudapi.cn', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureChinaCloud', requiredFor: 'compute (Microsoft storage)', host: '*.queue.core.chinacloudapi.cn', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureCloud', requiredFor: 'compute', host: 'graph.windows.net', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureCloud', requiredFor: 'compute instance', host: '*.instances.azureml.net', protocol: 'Tcp', ports: ['443'] },
  // FW
  {
    cloud: 'AzureCloud',
    requiredFor: 'compute instance',
    host: '*.instances.azureml.ms',
    protocol: 'Tcp',
    ports: ['443', '8787', '18881'],
    when: '8787 and 18881 only with a workspace private endpoint',
  },
  // FW
  { cloud: 'AzureCloud', requiredFor: 'compute instance', host: '{region}.tundra.azureml.ms', protocol: 'Udp', ports: ['5831'] },
  // FW
  { cloud: 'AzureCloud', requiredFor: 'compute instance', host: '*.tundra.{region}.api.azureml.ms', protocol: 'Udp', ports: ['5831'] },
  // FW
  { cloud: 'AzureCloud', requiredFor: 'compute', host: '*.{region}.batch.azure.com', protocol: '*', ports: ['443'] },
  // FW
  { cloud: 'AzureCloud', requiredFor: 'compute', host: '*.{region}.service.batch.azure.com', protocol: '*', ports: ['443'] },
  // FW
  { cloud: 'AzureCloud', requiredFor: 'key vault', host: '*.vault.azure.net', protocol: 'Tcp', ports: ['443'], when: 'hbiWorkspace' },
  // FW
  { cloud: 'AzureUSGovernment', requiredFor: 'compute', host: 'graph.windows.net', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureUSGovernment', requiredFor: 'compute instance', host: '*.instances.azureml.us', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureUSGovernment', requiredFor: 'compute instance', host: '*.instances.azureml.ms', protocol: 'Tcp', ports: ['443', '8787', '18881'] },
  // FW
  { cloud: 'AzureUSGovernment', requiredFor: 'compute instance', host: '{region}.tundra.azureml.us', protocol: 'Udp', ports: ['5831'] },
  // FW
  { cloud: 'AzureUSGovernment', requiredFor: 'key vault', host: '*.vault.usgovcloudapi.net', protocol: 'Tcp', ports: ['443'], when: 'hbiWorkspace' },
  // FW
  { cloud: 'AzureChinaCloud', requiredFor: 'compute', host: 'graph.chinacloudapi.cn', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureChinaCloud', requiredFor: 'compute instance', host: '*.instances.azureml.cn', protocol: 'Tcp', ports: ['443'] },
  // FW
  { cloud: 'AzureChinaCloud', requiredFor: 'compute instance', host: '*.instances.azureml.ms', protocol: 'Tcp', ports: ['443', '8787', '18881'] },
  // FW
  { cloud: 'AzureChinaCloud', requiredFor: 'compute instance', host: '{region}.tundra.azureml.cn', protocol: 'Udp', ports: ['5831'] },
  // FW
  { cloud: 'AzureChinaCloud', requiredFor: 'key vault', host: '*.vault.azure.cn', protocol: 'Tcp', ports: ['443'], when: 'hbiWorkspace' },
  // FW
  {
    cloud: 'AzureCloud',
    requiredFor: 'monitoring',
    host: 'dc.applicationinsights.azure.com',
    protocol: 'Tcp',
    ports: ['443'],
    when: 'Azure Monitor not behind a private link scope',
  },
  // FW
  {
    cloud: 'AzureCloud',
    requiredFor: 'monitoring',
    host: 'dc.applicationinsights.microsoft.com',
    protocol: 'Tcp',
    ports: ['443'],
    when: 'Azure Monitor not behind a private link scope',
  },
  // FW
  {
    cloud: 'AzureCloud',
    requiredFor: 'monitoring',
    host: 'dc.services.visualstudio.com',
    protocol: 'Tcp',
    ports: ['443'],
    when: 'Azure Monitor not behind a private link scope',
  },
  // FW
  {
    cloud: 'AzureCloud',
    requiredFor: 'monitoring',
    host: '*.in.applicationinsights.azure.com',
    protocol: 'Tcp',
    ports: ['443'],
    when: 'Azure Monitor not behind a private link scope',
  },
  // FW
  {
    cloud: 'AzureCloud',
    requiredFor: 'Kubernetes compute (system logs)',
    host: '*.kusto.windows.net',
    protocol: 'Tcp',
    ports: ['443'],
    when: 'Kubernetes compute',
  },
  // FW
  {
    cloud: 'AzureCloud',
    requiredFor: 'Kubernetes compute (API)',
    host: '{region}.experiments.azureml.net',
    protocol: 'Tcp',
    ports: ['443'],
    when: 'Kubernetes compute',
  },
  // REPORTS
  {
    cloud: 'AzureCloud',
    requiredFor: 'sign-in pages',
    host: '*.msauth.net',
    protocol: 'Tcp',
    ports: ['443'],
    when: 'a browser in a subnet with restricted egress',
    note: 'MicrosoftDocs/azure-docs#106137, microsoft/AzureTRE#2036',
  },
  // REPORTS
  {
    cloud: 'AzureCloud',
    requiredFor: 'sign-in pages',
    host: '*.msftauth.net',
    protocol: 'Tcp',
    ports: ['443'],
    when: 'a browser in a subnet with restricted egress',
    note: 'MicrosoftDocs/azure-docs#106137, microsoft/AzureTRE#2036',
  },
  // REPORTS
  {
    cloud: 'AzureUSGovernment',
    requiredFor: 'sign-in pages',
    host: '*.msauth.us',
    protocol: 'Tcp',
    ports: ['443'],
    when: 'a browser in a subnet with restricted egress',
    unverified: 'name in Government',
  },
  // REPORTS
  {
    cloud: 'AzureUSGovernment',
    requiredFor: 'sign-in pages',
    host: '*.msftauth.us',
    protocol: 'Tcp',
    ports: ['443'],
    when: 'a browser in a subnet with restricted egress',
    unverified: 'name in Government',
  },
  // REPORTS
  {
    cloud: 'AzureChinaCloud',
    requiredFor: 'sign-in pages',
    host: '*.msauth.cn',
    protocol: 'Tcp',
    ports: ['443'],
    when: 'a browser in a subnet with restricted egress',
    note: 'MicrosoftDocs/azure-docs#87559',
  },
  // REPORTS
  {
    cloud: 'AzureChinaCloud',
    requiredFor: 'sign-in pages',
    host: '*.msftauth.cn',
    protocol: 'Tcp',
    ports: ['443'],
    when: 'a browser in a subnet with restricted egress',
    note: 'MicrosoftDocs/azure-docs#87559',
  },
] as const satisfies readonly MicrosoftHost[]
