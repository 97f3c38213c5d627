import { type ArmId, groupOf } from '../../base/armId.ts'
import type { StepMessages } from '../messages.ts'
import { pathSentence } from '../privatePath.ts'
import type { PlaceData } from '../rule.ts'
import { found, namesIn, worded } from '../sentences.ts'
import { neverJudged } from '../unread.en.ts'
import type { WorkspaceChoices } from './choices.ts'
import type { rules } from './rules.ts'

/** What the list of addresses admits, and what of it no workspace takes. */
function addressList(data: PlaceData): string {
  const [entries, astray] = [[data['value'] ?? []].flat(), [data['astray'] ?? []].flat()]
  return [
    `The workspace admits ${worded(data['value'])}${worded(data['instances']) === '' ? '.' : `, and has the compute instances ${worded(data['instances'])}.`}`,
    ...(astray.length === 0 ? [] : [`${worded(data['astray'])} ${astray.length === 1 ? 'is no public IPv4 address or range' : 'are no public IPv4 addresses or ranges'}.`]),
    ...(entries.length > Number(data['most']) ? [`The list has ${entries.length} entries; ${worded(data['most'])} is the limit.`] : []),
  ].join(' ')
}

/** The words of the workspace step. */
export const messages = {
  title: 'Workspace endpoint',
  intro: 'A private endpoint gives the workspace addresses in your network; two private DNS zones give them names. Public access is switched off last.',
  section: 'Secure the workspace with private endpoint',
  questions: {
    reach: {
      title: 'How does the network reach the workspace?',
      why: 'There is no service endpoint for workspaces; a private endpoint is the one private way. Computes without public addresses need it.',
      answers: {
        privateEndpoint: { label: 'Private endpoint', caption: 'One endpoint with at least three addresses, and two zones: one for the API, one for notebooks.' },
      },
    },
    dnsWriter: {
      title: 'Who writes the DNS records of private endpoints?',
      why: 'Each endpoint of this plan needs its zone, a link where names are resolved, and records. Existing zones are reused wherever they are.',
      answers: {
        thisPlan: { label: 'This plan', caption: 'Zone groups write the records; zones that do not exist are made, and linked once their records stand.' },
        azurePolicy: { label: 'An Azure Policy of your organisation', caption: 'The plan makes endpoints without zone groups and waits for the policy. A task lists the records that must appear.' },
        otherTeam: { label: 'Another team, by hand', caption: 'The plan makes endpoints without zone groups. A task lists every record for that team.' },
      },
    },
    zoneGroup: {
      title: 'Where do new zones go?',
      why: 'A zone that exists is never made a second time. A new one goes into one resource group, which may be in another subscription.',
    },
    publicAccess: {
      title: 'Is the public endpoint of the workspace switched off?',
      why: 'This happens last, after a way in exists and names resolve to private addresses.',
      answers: {
        disable: { label: 'Switch it off', caption: 'publicNetworkAccess becomes Disabled. Who is outside the network no longer reaches studio and API.' },
        keep: { label: 'Leave it as it is', caption: 'The endpoint works beside it. Some studio features fail on data behind the network; WKSP-08 is then reported at level should.' },
      },
    },
    legacyMode: {
      title: 'Does the workspace leave legacy mode?',
      why: 'Legacy mode blocks the v2 interface and ties you to v1 tools, whose support has ended.',
      answers: {
        off: { label: 'Leave legacy mode', caption: 'v1LegacyMode becomes false. It takes 30 to 60 minutes or more; v2 metadata then travels over public Azure Resource Manager.' },
        keep: { label: 'Stay as it is', caption: 'Nothing changes.' },
      },
    },
  },
  because: {
    onlyWay: () => 'Proposed because it is the only private way to a workspace.',
    endpointIsThere: () => 'Proposed because the workspace has an endpoint already.',
    zonesAreThere: (data) => `Proposed because ${data['count']} zones exist that the plan can write into.`,
    zonesAreForeign: (data) => `Proposed because your account may not write into the ${data['count']} zones that exist.`,
    noZones: () => 'Proposed because no zone of these services was found.',
    zonesUnseen: () => 'Proposed because approved private endpoints have no zone group, and this account sees no zone of these services. The zones may be in a subscription that it may not read.',
    withTheRest: () => 'Proposed because there is no zone yet that this plan could write into: new ones go where all new resources go.',
    besideTheOthers: (data) => `Proposed because most of the existing zones are in ${data['group']}.`,
    closedAlready: () => 'Proposed because it is switched off already.',
    closesLast: () => 'Proposed because closing it is the goal; it is the last change of the plan and waits for your yes.',
    unsupported: () => 'Proposed because the workspace is in legacy mode and v1 tools are no longer supported.',
    offAlready: () => 'Proposed because the workspace is not in legacy mode.',
  },
  notes: {
    'WKSP-10': 'Removing endpoints later does not make the workspace public again; public access has to be switched on explicitly.',
    'WKSP-11': 'Switching public access on keeps the endpoints and their private traffic.',
    'WKSP-12': 'Deleting the workspace and managing computes still goes over public Azure Resource Manager. Only the data plane uses the endpoint.',
    'WKSP-14': 'Leaving legacy mode takes 30 to 60 minutes or more; until then Azure may still report true.',
    'WKSP-20': 'A hosts file is a stopgap for tests on one machine. It does not follow the endpoint.',
    'WKSP-21': 'DNS over HTTPS in Firefox or Edge asks a public server and passes private zones by. Switch it off on clients.',
    'WKSP-24': 'The data exfiltration protection of Synapse does not work with Azure Machine Learning.',
    'WKSP-25': 'Clients in an isolated network can have endpoints of their own for workspace, storage, vault and registry, each with its DNS.',
  },
  rules: {
    'workspace-has-an-endpoint': {
      title: 'The workspace has a private endpoint',
      what: (data) => {
        const nodes = worded(data['nodes'])
        return `No private endpoint leads to the workspace.${nodes === '' ? '' : ` ${nodes}: without public address, they reach it in no other way.`}`
      },
      why: 'There is no other private way to a workspace. Nodes without public addresses and a closed workspace work only with it, so without it this plan leaves public access as it is.',
      remedy: 'Make a private endpoint for amlworkspace in your network.',
    },
    'workspace-endpoint-is-approved': {
      title: 'The connection of the workspace endpoint is approved',
      what: (data) => `The connection is ${worded(data['status'])}; only an approved one carries traffic.`,
      why: 'A pending, rejected or disconnected endpoint has addresses and names, and no traffic.',
      remedy: 'Approve a pending connection. A rejected or disconnected endpoint is made again.',
    },
    'services-of-a-private-workspace-are-closed': {
      title: 'The services behind a private workspace are closed, too',
      what: (data) => found(data, 'the service answers any network, although the workspace has a private endpoint.'),
      why: 'The endpoint of the workspace alone does not protect what is behind it; traffic between the two need not use the network.',
      remedy: 'Go through the steps for storage, key vault and registry.',
    },
    'one-workspace-network-holds-every-service': {
      title: 'One network of the workspace endpoints holds every service',
      what: (data) => data['networks'] === undefined
        ? `This network has a workspace endpoint and no way to ${namesIn(data['services'])}.`
        : `Workspace endpoints are in ${namesIn(data['networks'])}, and none of these networks holds ${namesIn(data['services'])} together.`,
      why: 'With several workspace endpoints, one has to share a network with storage, vault and registry, and each network has to reach all three.',
      remedy: 'Add the missing endpoints, or a peering.',
    },
    'default-account-is-in-the-workspace-network': {
      title: 'The default account is in the network of the workspace endpoint',
      what: (data) => `${data['group'] === undefined ? 'The account' : `Its ${worded(data['group'])} service`} is reached from ${namesIn(data['accountNetworks'])}, the workspace endpoint is in ${namesIn(data['workspaceNetworks'])}.`,
      why: 'The workspace works with its default account inside its network; subnets may differ.',
      remedy: 'Add an endpoint for the account, or admit a subnet, in the network of the workspace endpoint.',
    },
    'workspace-names-lead-to-the-endpoint': {
      title: 'The names of API and notebooks resolve to the endpoint',
      what: pathSentence,
      why: 'Two zones carry the names of a workspace. Both belong into the zone group, and are linked where your clients’ names are resolved.',
      remedy: 'Complete what is missing: zone group, link to the resolving network, or record.',
    },
    'network-is-linked-to-one-zone-of-a-name': {
      title: 'A network is linked to one private zone of a name',
      what: (data) => `It is linked to several zones called ${worded(data['zone'])}, in ${namesIn([data['zones'] ?? []].flat().map((zone) => groupOf(zone as ArmId) ?? String(zone)))}.`,
      why: 'Which of them is asked is documented nowhere, so names may lead to the endpoint or not.',
      remedy: 'Keep the link of the zone that holds the records of the endpoints in use, and remove the others.',
    },
    'zones-of-the-workspace-endpoint-are-linked': {
      title: 'The zones of the workspace endpoint are linked to a network',
      what: () => 'The zone group names this zone, and no network is linked to it.',
      why: 'Records in a zone without links are seen by nobody.',
      remedy: 'Link the zone to the network that resolves.',
    },
    'endpoint-has-one-zone-group-of-at-most-five-zones': {
      title: 'Each endpoint has one zone group of at most five zones',
      what: (data) => `It has ${worded(data['count'])} ${data['what'] === 'zones' ? 'zones in its zone group' : 'zone groups'}; ${worded(data['limit'])} is the limit.`,
      why: 'Azure keeps one group an endpoint, with five zones at most.',
      remedy: 'Merge the groups; records beyond five zones are written by hand.',
    },
    'endpoints-of-one-target-do-not-share-a-record': {
      title: 'Two endpoints of one service do not write the same record',
      what: (data) => `This endpoint and ${namesIn(data['other'])} lead to the same service and write into ${worded(data['zones'])}.`,
      why: 'They share one record: the last writer owns it, and deleting either endpoint removes it for both.',
      remedy: 'Use a zone per network, or one endpoint. To mend a record, write the zone group again, not the record.',
    },
    'own-dns-servers-forward-to-azure': {
      title: 'Own DNS servers forward the public names to Azure',
      what: neverJudged,
      why: 'With servers of your own, private zones are asked only where a server forwards to Azure’s resolver from inside a network.',
      remedy: 'Set conditional forwarders for the public names, never for the privatelink names. Then attest it in the last step.',
    },
    'dns-on-premises-forwards-into-the-network': {
      title: 'DNS on premises forwards the public names into the network',
      what: neverJudged,
      why: 'Azure’s resolver cannot be asked from outside a network; a server or resolver inside answers for it.',
      remedy: 'Forward the public names to the server or resolver inside the network. Then attest it in the last step.',
    },
    'records-follow-the-endpoint': {
      title: 'The records of the workspace follow its endpoint',
      what: (data) => `No zone group covers ${worded(data['zones'])}; records stand there by hand. Needed: ${worded(data['hosts']) || 'see the endpoint’s interface'}.`,
      why: 'Records by hand do not follow when the endpoint is made again, and each compute instance adds a name.',
      remedy: 'Let a zone group write the records, or keep the list up to date by hand.',
    },
    'azure-resolver-is-among-the-servers-beside-a-vpn-gateway': {
      title: 'Azure’s resolver is among the DNS servers beside a VPN gateway',
      what: (data) => found(data, `${worded(data['expected'])} is not among them, and the network has a VPN gateway.`),
      why: 'VPN clients get the network’s server list; without Azure’s resolver in it names of private zones fail.',
      remedy: 'Add 168.63.129.16 to the DNS servers of the network. Machines that run take the new list with their next lease: restart them, or renew it on them.',
    },
    'missing-records-do-not-fall-back-to-the-public-address': {
      title: 'Missing records do not fall back to the public address',
      what: (data) => found(data, `a missing record of ${worded(data['zone'])} resolves to the public address, silently.`),
      why: 'What looks like a private path is then the public one. The value is kept on every write of the link.',
      remedy: 'Write the missing record; or accept it, knowing what it does.',
    },
    'links-of-private-link-zones-register-nothing': {
      title: 'Links of private link zones register no machines',
      what: (data) => found(data, `machines of the network are registered in ${worded(data['zone'])}.`),
      why: 'Records of machines do not belong into a zone of private endpoints, and a network can register in one zone only.',
      remedy: 'Set registrationEnabled to false; the link stays.',
    },
    'public-access-is-off': {
      title: 'Public access to the workspace is off',
      what: (data) => found(data, 'the workspace answers the public beside its endpoint.'),
      why: 'Some studio features fail on data behind the network then, and Jupyter, JupyterLab and RStudio on compute instances are not supported over it.',
      remedy: 'Switch it off last, once a way in exists and names resolve.',
    },
    'legacy-mode-is-off': {
      title: 'Legacy mode is off',
      what: (data) => found(data, 'the v2 interface is blocked, and v1 tools are no longer supported.'),
      why: 'Legacy mode is useful only where a policy forbids public Azure Resource Manager traffic.',
      remedy: 'Set v1LegacyMode to false; it takes 30 to 60 minutes or more.',
    },
    'no-address-list-beside-compute-instances': {
      title: 'No list of addresses stands beside compute instances',
      what: addressList,
      why: 'Such lists exist in v2 tools and preview interfaces only, for public IPv4 addresses and up to 200. Compute instances were reported to fail while one is set.',
      remedy: 'Switch public access off; the list then has no effect. Where it stays, take out what no workspace admits.',
    },
    'kubernetes-is-in-the-workspace-region': {
      title: 'Kubernetes clusters are in the region of the workspace',
      what: (data) => found(data, `the workspace is in ${worded(data['expected'])}.`),
      why: 'With a private endpoint, a cluster in another region is not supported, nor is a public name on a private cluster.',
      remedy: 'Attach a cluster in the workspace’s region.',
    },
  },
} satisfies StepMessages<typeof rules, keyof WorkspaceChoices>

/** The words of the list of resource groups. */
export const zoneGroupWords = {
  withTheRest: 'Where new resources go',
  hint: 'Only zones that do not exist yet are made there.',
} as const
