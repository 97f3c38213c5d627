// Generated from knowledge/ by scripts/facts.mjs; run npm run generate after a change there. The comment above an entry names its sources.

/** A page that a requirement rests on. */
export interface Source {
  readonly repository: string
  readonly path: string
  readonly title: string
}

/** The pages by the keys that the requirements name. */
export const sources: Readonly<Record<string, Source>> = {
  A: {
    repository: 'MicrosoftDocs/azure-ai-docs',
    path: 'articles/machine-learning/v1/how-to-secure-workspace-vnet.md',
    title: 'Secure an Azure Machine Learning workspace with virtual networks (v1)',
  },
  RBAC: { repository: 'MicrosoftDocs/azure-ai-docs', path: 'articles/machine-learning/includes/network-rbac.md', title: 'Network RBAC include' },
  NETI: {
    repository: 'MicrosoftDocs/azure-ai-docs',
    path: 'articles/machine-learning/includes/machine-learning-public-internet-access.md',
    title: 'Required public internet access include',
  },
  CONI: {
    repository: 'MicrosoftDocs/azure-ai-docs',
    path: 'articles/machine-learning/includes/machine-learning-connect-secure-workspace.md',
    title: 'Securely connect include',
  },
  V1DEP: {
    repository: 'MicrosoftDocs/azure-ai-docs',
    path: 'articles/machine-learning/includes/sdk-v1-deprecation.md',
    title: 'SDK v1 deprecation include',
  },
  CLIDEP: {
    repository: 'MicrosoftDocs/azure-ai-docs',
    path: 'articles/machine-learning/includes/machine-learning-cli-v1-deprecation.md',
    title: 'CLI v1 deprecation include',
  },
  PL1: {
    repository: 'MicrosoftDocs/azure-ai-docs',
    path: 'articles/machine-learning/v1/how-to-configure-private-link.md',
    title: 'Configure a private endpoint v1',
  },
  PL2: {
    repository: 'MicrosoftDocs/azure-ai-docs',
    path: 'articles/machine-learning/how-to-configure-private-link.md',
    title: 'Configure a private endpoint',
  },
  DNS: { repository: 'MicrosoftDocs/azure-ai-docs', path: 'articles/machine-learning/how-to-custom-dns.md', title: 'Use custom DNS server' },
  OV: {
    repository: 'MicrosoftDocs/azure-ai-docs',
    path: 'articles/machine-learning/how-to-network-security-overview.md',
    title: 'Secure workspace resources using virtual networks (overview)',
  },
  FW: {
    repository: 'MicrosoftDocs/azure-ai-docs',
    path: 'articles/machine-learning/how-to-access-azureml-behind-firewall.md',
    title: 'Configure inbound and outbound network traffic',
  },
  TR1: {
    repository: 'MicrosoftDocs/azure-ai-docs',
    path: 'articles/machine-learning/v1/how-to-secure-training-vnet.md',
    title: 'Secure training environments with virtual networks (v1)',
  },
  INF1: {
    repository: 'MicrosoftDocs/azure-ai-docs',
    path: 'articles/machine-learning/v1/how-to-secure-inferencing-vnet.md',
    title: 'Secure v1 inferencing environments',
  },
  STU: {
    repository: 'MicrosoftDocs/azure-ai-docs',
    path: 'articles/machine-learning/how-to-enable-studio-virtual-network.md',
    title: 'Use studio in a virtual network',
  },
  V2API: {
    repository: 'MicrosoftDocs/azure-ai-docs',
    path: 'articles/machine-learning/how-to-configure-network-isolation-with-v2.md',
    title: 'Network isolation change with the new API platform',
  },
  DLE: {
    repository: 'MicrosoftDocs/azure-ai-docs',
    path: 'articles/machine-learning/how-to-prevent-data-loss-exfiltration.md',
    title: 'Data exfiltration prevention',
  },
  W2: {
    repository: 'MicrosoftDocs/azure-ai-docs',
    path: 'articles/machine-learning/how-to-secure-workspace-vnet.md',
    title: 'Secure workspace with virtual networks (v2)',
  },
  DIAG: {
    repository: 'MicrosoftDocs/azure-ai-docs',
    path: 'articles/machine-learning/how-to-workspace-diagnostic-api.md',
    title: 'How to use workspace diagnostics',
  },
  TSH: {
    repository: 'MicrosoftDocs/azure-ai-docs',
    path: 'articles/machine-learning/how-to-troubleshoot-secure-connection-workspace.md',
    title: 'Troubleshoot private endpoint connection',
  },
  MVN: {
    repository: 'MicrosoftDocs/azure-ai-docs',
    path: 'articles/machine-learning/how-to-managed-network.md',
    title: 'Managed virtual network isolation',
  },
  PLAN: {
    repository: 'MicrosoftDocs/azure-ai-docs',
    path: 'articles/machine-learning/how-to-network-isolation-planning.md',
    title: 'Plan for network isolation',
  },
  TUT: {
    repository: 'MicrosoftDocs/azure-ai-docs',
    path: 'articles/machine-learning/tutorial-create-secure-workspace-vnet.md',
    title: 'Tutorial: secure workspace with Azure Virtual Network',
  },
  ROLES: {
    repository: 'MicrosoftDocs/azure-ai-docs',
    path: 'articles/machine-learning/how-to-assign-roles.md',
    title: 'Manage roles in your workspace',
  },
  WS: { repository: 'MicrosoftDocs/azure-ai-docs', path: 'articles/machine-learning/concept-workspace.md', title: 'What is a workspace?' },
  CL1: {
    repository: 'MicrosoftDocs/azure-ai-docs',
    path: 'articles/machine-learning/v1/how-to-create-attach-compute-cluster.md',
    title: 'Create compute clusters (v1)',
  },
  DATA1: {
    repository: 'MicrosoftDocs/azure-ai-docs',
    path: 'articles/machine-learning/v1/how-to-access-data.md',
    title: 'Connect to storage with datastores (v1)',
  },
  DS1: {
    repository: 'MicrosoftDocs/azure-ai-docs',
    path: 'articles/machine-learning/v1/how-to-create-register-datasets.md',
    title: 'Create datasets (v1)',
  },
  'AMPLS-C': {
    repository: 'MicrosoftDocs/azure-monitor-docs',
    path: 'articles/azure-monitor/fundamentals/private-link-configure.md',
    title: 'Configure private link for Azure Monitor',
  },
  'AMPLS-D': {
    repository: 'MicrosoftDocs/azure-monitor-docs',
    path: 'articles/azure-monitor/fundamentals/private-link-design.md',
    title: 'Design Azure Monitor private link',
  },
  'AMPLS-S': {
    repository: 'MicrosoftDocs/azure-monitor-docs',
    path: 'articles/azure-monitor/logs/private-link-security.md',
    title: 'Use Azure Private Link with Azure Monitor',
  },
  'AMPLS-L': {
    repository: 'MicrosoftDocs/azure-monitor-docs',
    path: 'articles/azure-monitor/fundamentals/includes/ampls-limitations.md',
    title: 'AMPLS limits include',
  },
  AI: {
    repository: 'MicrosoftDocs/azure-monitor-docs',
    path: 'articles/azure-monitor/app/convert-classic-resource.md',
    title: 'Migrate to workspace-based Application Insights',
  },
  'ST-FW': {
    repository: 'MicrosoftDocs/azure-docs',
    path: 'articles/storage/common/storage-network-security.md',
    title: 'Azure Storage firewall rules (06/2025 version)',
  },
  'ST-LIM': {
    repository: 'MicrosoftDocs/azure-docs',
    path: 'articles/storage/common/storage-network-security-limitations.md',
    title: 'Guidelines and limitations, storage firewall',
  },
  'ST-TRUST': {
    repository: 'MicrosoftDocs/azure-docs',
    path: 'articles/storage/common/storage-network-security-trusted-azure-services.md',
    title: 'Trusted Azure services for storage',
  },
  'ST-RES': {
    repository: 'MicrosoftDocs/azure-docs',
    path: 'articles/storage/common/storage-network-security-resource-instances.md',
    title: 'Storage resource instance rules',
  },
  'ST-VNET': {
    repository: 'MicrosoftDocs/azure-docs',
    path: 'articles/storage/common/storage-network-security-virtual-networks.md',
    title: 'Storage virtual network rules',
  },
  'ST-PE': {
    repository: 'MicrosoftDocs/azure-docs',
    path: 'articles/storage/common/storage-private-endpoints.md',
    title: 'Private endpoints for Azure Storage',
  },
  'ST-SCALE': {
    repository: 'MicrosoftDocs/azure-docs',
    path: 'includes/azure-storage-account-limits-standard.md',
    title: 'Storage account limits (newest stored version)',
  },
  'KV-NET': {
    repository: 'MicrosoftDocs/azure-security-docs',
    path: 'articles/key-vault/general/network-security.md',
    title: 'Configure network security for Key Vault',
  },
  'KV-SE': {
    repository: 'MicrosoftDocs/azure-security-docs',
    path: 'articles/key-vault/general/overview-vnet-service-endpoints.md',
    title: 'Service endpoints for Key Vault, trusted services',
  },
  'KV-PL': {
    repository: 'MicrosoftDocs/azure-security-docs',
    path: 'articles/key-vault/general/private-link-service.md',
    title: 'Key Vault with Private Link',
  },
  'ACR-PL': {
    repository: 'MicrosoftDocs/azure-management-docs',
    path: 'articles/container-registry/container-registry-private-link.md',
    title: 'ACR Private Link',
  },
  'ACR-TS': {
    repository: 'MicrosoftDocs/azure-management-docs',
    path: 'articles/container-registry/allow-access-trusted-services.md',
    title: 'ACR trusted services',
  },
  'ACR-SE': {
    repository: 'MicrosoftDocs/azure-management-docs',
    path: 'articles/container-registry/container-registry-vnet.md',
    title: 'ACR service endpoint (preview)',
  },
  'ACR-IP': {
    repository: 'MicrosoftDocs/azure-management-docs',
    path: 'articles/container-registry/container-registry-access-selected-networks.md',
    title: 'ACR public IP rules',
  },
  'ACR-SKU': {
    repository: 'MicrosoftDocs/azure-management-docs',
    path: 'articles/container-registry/container-registry-skus.md',
    title: 'ACR service tiers',
  },
  'PE-DNS': {
    repository: 'MicrosoftDocs/azure-docs',
    path: 'articles/private-link/private-endpoint-dns.md',
    title: 'Private endpoint private DNS zone values',
  },
  'PE-DNSI': {
    repository: 'MicrosoftDocs/azure-docs',
    path: 'articles/private-link/private-endpoint-dns-integration.md',
    title: 'Private endpoint DNS integration',
  },
  'PE-OV': {
    repository: 'MicrosoftDocs/azure-docs',
    path: 'articles/private-link/private-endpoint-overview.md',
    title: 'What is a private endpoint?',
  },
  'PE-RBAC': {
    repository: 'MicrosoftDocs/azure-docs',
    path: 'articles/private-link/rbac-permissions.md',
    title: 'Azure RBAC permissions for Private Link',
  },
  'PE-POL': {
    repository: 'MicrosoftDocs/azure-docs',
    path: 'articles/private-link/disable-private-endpoint-network-policy.md',
    title: 'Manage network policies for private endpoints',
  },
  'PE-LIM': {
    repository: 'MicrosoftDocs/azure-docs',
    path: 'Private Link limits include of the subscription limits page, and articles/private-link/increase-private-endpoint-vnet-limits.md',
    title: 'Azure Private Link limits',
  },
  'VNET-FAQ': { repository: 'MicrosoftDocs/azure-docs', path: 'articles/virtual-network/virtual-networks-faq.md', title: 'Virtual network FAQ' },
  NETLIM: { repository: 'MicrosoftDocs/azure-docs', path: 'includes/azure-virtual-network-limits.md', title: 'Networking limits' },
  SE: {
    repository: 'MicrosoftDocs/azure-docs',
    path: 'articles/virtual-network/virtual-network-service-endpoints-overview.md',
    title: 'Virtual network service endpoints',
  },
  TAGS: { repository: 'MicrosoftDocs/azure-docs', path: 'articles/virtual-network/service-tags-overview.md', title: 'Service tags overview' },
  DOA: {
    repository: 'MicrosoftDocs/azure-docs',
    path: 'articles/virtual-network/ip-services/default-outbound-access.md',
    title: 'Default outbound access (12/2025 version)',
  },
  VPN: {
    repository: 'MicrosoftDocs/azure-docs',
    path: 'articles/vpn-gateway/vpn-gateway-about-vpn-gateway-settings.md',
    title: 'VPN Gateway configuration settings',
  },
  VPNSKU: {
    repository: 'MicrosoftDocs/azure-docs',
    path: 'articles/vpn-gateway/gateway-sku-consolidation.md',
    title: 'VPN Gateway SKU consolidation',
  },
  P2S: { repository: 'MicrosoftDocs/azure-docs', path: 'articles/vpn-gateway/point-to-site-about.md', title: 'About point-to-site VPN' },
  ER: {
    repository: 'MicrosoftDocs/azure-docs',
    path: 'articles/expressroute/expressroute-about-virtual-network-gateways.md',
    title: 'ExpressRoute virtual network gateways',
  },
  BAS: { repository: 'MicrosoftDocs/azure-docs', path: 'articles/bastion/configuration-settings.md', title: 'Bastion configuration settings' },
  BASFAQ: { repository: 'MicrosoftDocs/azure-docs', path: 'articles/bastion/bastion-faq.md', title: 'Bastion FAQ' },
  RESOLVER: { repository: 'MicrosoftDocs/azure-docs', path: 'articles/dns/dns-private-resolver-overview.md', title: 'DNS Private Resolver overview' },
  AFW: {
    repository: 'MicrosoftDocs/azure-docs',
    path: 'networking guidance pages on outbound egress and hub-spoke with Azure Firewall',
    title: 'Azure Firewall subnet sizes',
  },
  MCR: {
    repository: 'microsoft/containerregistry',
    path: 'docs/client-firewall-rules.md',
    title: 'Microsoft Artifact Registry client firewall rules',
  },
  SCHEMA: { repository: 'Azure/azure-resource-manager-schemas', path: 'schemas/', title: 'ARM deployment schemas, snapshot 2026-08-16' },
  SPEC: {
    repository: 'Azure/azure-rest-api-specs',
    path: 'specification/machinelearningservices/.../stable/2023-10-01/examples',
    title: 'REST API examples',
  },
  SDK: {
    repository: 'hashicorp/terraform-provider-azurerm',
    path: 'vendor/github.com/hashicorp/go-azure-sdk',
    title: 'Go SDK generated from ARM specs, snapshot 2026-08-21',
  },
  ROLEDATA: {
    repository: 'iann0036/iam-dataset',
    path: 'azure/built-in-roles-raw.json',
    title: 'Azure built-in role definitions, snapshot 2026-08-22',
  },
  AVM: {
    repository: 'Azure/bicep-registry-modules',
    path: 'avm/res/insights/private-link-scope/tests/e2e/max/main.test.bicep',
    title: 'AVM private link scope end-to-end test',
  },
  MSAL: {
    repository: 'AzureAD/microsoft-authentication-library-for-js',
    path: 'lib/msal-common/src/authority/AuthorityMetadata.ts',
    title: 'MSAL authority metadata',
  },
  GEN1: {
    repository: 'MicrosoftDocs/azure-docs',
    path: 'articles/event-hubs/event-hubs-capture-enable-through-portal.md',
    title: 'Event Hubs capture (Gen1 retirement notice)',
  },
  PERM: {
    repository: 'Azure REST API',
    path: 'Microsoft.Authorization/permissions, list for resource and for resource group',
    title: 'Azure RBAC permissions call',
  },
  DOMAIN: { repository: 'derived', path: 'arithmetic or combination of the named sources', title: 'Derived' },
  'ACR-PE': {
    repository: 'MicrosoftDocs/azure-management-docs',
    path: 'articles/container-registry/container-registry-private-endpoints.md',
    title: 'ACR private endpoints (02/2026 version)',
  },
  'ACR-REG': { repository: 'Azure/acr', path: 'docs/preview/regional-endpoints/regional-endpoints.md', title: 'ACR regional endpoints (preview)' },
  TFACR: {
    repository: 'hashicorp/terraform-provider-azurerm',
    path: 'internal/services/containers/container_registry_resource.go',
    title: 'azurerm registry resource',
  },
  TFDOC: { repository: 'hashicorp/terraform-provider-azurerm', path: 'website/docs/r', title: 'azurerm resource documentation' },
  'AMPLS-IP': {
    repository: 'jpazmon-integ/blog',
    path: 'articles/AMPLS/ampls-ip-ranges.md',
    title: 'Address needs of a private link scope (Microsoft support blog, 12/2025)',
  },
  'AI-WS': {
    repository: 'MicrosoftDocs/azure-monitor-docs',
    path: 'articles/azure-monitor/app/create-workspace-resource.md (pull request 297)',
    title: 'Create and move workspace-based Application Insights resources',
  },
  'ML-OPS': {
    repository: 'MicrosoftDocs/azure-docs',
    path: 'articles/role-based-access-control/permissions/ai-machine-learning.md',
    title: 'Azure permissions for AI and machine learning',
  },
  MLSPEC: {
    repository: 'Azure/azure-rest-api-specs',
    path: 'specification/machinelearningservices/resource-manager/Microsoft.MachineLearningServices/stable/2025-06-01/workspaceRP.json',
    title: 'Workspace REST specification 2025-06-01',
  },
  TYPES: { repository: 'Azure/bicep-types-az', path: 'generated/', title: 'Bicep type data, snapshot 2026-08-20' },
  'VPN-ROLES': {
    repository: 'MicrosoftDocs/azure-docs',
    path: 'articles/vpn-gateway/roles-permissions.md',
    title: 'Roles and permissions for VPN Gateway',
  },
  'ER-ROLES': {
    repository: 'MicrosoftDocs/azure-docs',
    path: 'articles/expressroute/roles-permissions.md',
    title: 'Roles and permissions for ExpressRoute',
  },
  SSTP: {
    repository: 'MicrosoftDocs/azure-docs',
    path: 'articles/vpn-gateway/ikev2-openvpn-from-sstp.md; newer text at docs.azure.cn/en-us/vpn-gateway/ikev2-openvpn-from-sstp',
    title: 'Move from SSTP to OpenVPN or IKEv2',
  },
  BASNSG: { repository: 'MicrosoftDocs/azure-docs', path: 'articles/bastion/bastion-nsg.md', title: 'NSG access and Azure Bastion' },
  BASTRB: { repository: 'MicrosoftDocs/azure-docs', path: 'articles/bastion/troubleshoot.md', title: 'Troubleshoot Azure Bastion' },
  GPU: { repository: 'MicrosoftDocs/azure-compute-docs', path: 'size page of the NM family (NMads MA35D)', title: 'GPU and accelerator sizes' },
  EOL: { repository: 'Azure/EOL', path: 'service_list.json', title: 'Azure end-of-life service list' },
  REPORTS: {
    repository: 'public issue threads',
    path: 'owner/repo#number, named in the note of the entry',
    title: 'Reports of users and maintainers',
  },
}
