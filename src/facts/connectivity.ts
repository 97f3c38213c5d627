// Generated from knowledge/ by scripts/facts.mjs; run npm run generate after a change there. The comment above an entry names its sources.

/** A way for administrators and users to reach the secured workspace. */
export interface Method {
  readonly label: string
  readonly audience: string
  readonly resources: readonly string[]
  readonly subnets: readonly string[]
  readonly skus: readonly string[]
  readonly inputs: readonly string[]
  readonly dns: string
  readonly provisioning: string
  readonly notes?: readonly string[]
  readonly nameResolutionPlanRequired: boolean
}

/** The ways in. */
export const methods = {
  // CONI, VPN, P2S, VPNSKU, DNS, SSTP
  'vpn-p2s': {
    label: 'VPN gateway, point-to-site',
    audience: 'single client computers, each with a VPN client',
    resources: ['Microsoft.Network/virtualNetworkGateways (gatewayType Vpn, vpnType RouteBased)', 'Standard public IP'],
    subnets: ['GatewaySubnet'],
    skus: [
      'VpnGw1AZ',
      'VpnGw2AZ',
      'VpnGw3AZ',
      'VpnGw4AZ',
      'VpnGw5AZ',
      'Basic (IKEv2 only since 11/2025; no OpenVPN, so no Entra ID sign-in; no RADIUS; not zone-redundant; create by CLI/PowerShell)',
    ],
    inputs: [
      'client address pool (no overlap with VNet or local networks)',
      'tunnel types',
      'authentication: Entra ID (OpenVPN), certificate or RADIUS',
    ],
    dns: 'clients cannot query 168.63.129.16; VNet DNS servers must be a resolver inbound endpoint or DNS VM',
    provisioning: 'up to 45 minutes',
    notes: ['vpnClientProtocols: OpenVPN or IkeV2, never SSTP (cannot be enabled since 2026-03-31, stops on 2027-03-31)'],
    nameResolutionPlanRequired: true,
  },
  // CONI, VPN, VPNSKU, DNS
  'vpn-s2s': {
    label: 'VPN gateway, site-to-site',
    audience: 'a whole site through a VPN device',
    resources: ['virtualNetworkGateways', 'localNetworkGateways', 'connections (IPsec)', 'Standard public IP'],
    subnets: ['GatewaySubnet'],
    skus: ['VpnGw1AZ', 'VpnGw2AZ', 'VpnGw3AZ', 'VpnGw4AZ', 'VpnGw5AZ'],
    inputs: ['device public IP or FQDN', 'on-premises prefixes (no overlap)', 'shared key (secret, never stored)', 'optional BGP peer'],
    dns: 'on-premises conditional forwarders to a DNS server or resolver in the VNet',
    provisioning: 'up to 45 minutes',
    nameResolutionPlanRequired: true,
  },
  // CONI, ER, DNS
  expressroute: {
    label: 'ExpressRoute',
    audience: 'private line from a connectivity provider',
    resources: ['virtualNetworkGateways (gatewayType ExpressRoute)', 'expressRouteCircuits', 'connections'],
    subnets: ['GatewaySubnet'],
    skus: ['ErGw1AZ', 'ErGw2AZ', 'ErGw3AZ', 'ErGwScale'],
    inputs: ['circuit id', 'authorization key when the circuit is elsewhere'],
    dns: 'as site-to-site; forward public zone names, not privatelink names',
    provisioning: 'gateway up to 45 minutes (unverified for ExpressRoute); circuit depends on the provider',
    notes: ['throughput to private endpoints may be about half', 'set client TCP time-outs to 15-30 s to ride through gateway maintenance'],
    nameResolutionPlanRequired: true,
  },
  // CONI, BAS, BASFAQ, BASTRB
  bastion: {
    label: 'Azure Bastion with a jump box',
    audience: 'browser RDP/SSH to a VM inside the VNet',
    resources: [
      'Microsoft.Network/bastionHosts',
      'Standard static public IP (not for Developer or private-only Premium)',
      'Microsoft.Compute/virtualMachines without public IP',
    ],
    subnets: ['AzureBastionSubnet'],
    skus: ['Developer', 'Basic', 'Standard', 'Premium'],
    inputs: ['VM size, image, admin sign-in', 'subnet for the VM'],
    dns: 'none when the VNet uses Azure DNS and zones are linked',
    provisioning: 'about 10 minutes (secondary sources)',
    notes: [
      'Developer SKU needs no subnet or public IP and does not reach peered VNets',
      'the VNet must not be linked to zones named exactly management.azure.com, blob.core.windows.net, core.windows.net, vaultcore.windows.net, vault.azure.net or azure.com; privatelink.* zones are fine, privatelink.azure.com only with a CNAME for management.privatelink.azure.com',
      'Bastion with private DNS zones is not supported in national clouds according to the FAQ',
      'not supported where 0.0.0.0/0 is advertised into the VNet over ExpressRoute or VPN',
    ],
    nameResolutionPlanRequired: false,
  },
  // DNS, PLAN
  existing: {
    label: 'Connectivity already exists (hub, Virtual WAN, peering)',
    audience: 'spoke VNets',
    resources: ['virtualNetworkPeerings'],
    subnets: [],
    skus: [],
    inputs: ['hub VNet id, DNS servers'],
    dns: 'link zones to the VNet that holds the DNS server',
    provisioning: 'peering: not documented',
    nameResolutionPlanRequired: true,
  },
} as const satisfies Readonly<Record<string, Method>>

/** The id of a way in, such as `vpn-p2s`. */
export type MethodId = keyof typeof methods
