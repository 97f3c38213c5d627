import { type ArmId, groupOf, nameOf } from '../../base/armId.ts'
import type { StepMessages } from '../messages.ts'
import { pathSentence } from '../privatePath.ts'
import type { PlaceData } from '../rule.ts'
import { namesIn, worded } from '../sentences.ts'
import type { MonitoringChoices } from './choices.ts'
import type { rules } from './rules.ts'

/** Zones of one name, told apart by their groups. */
const zonesIn = (data: PlaceData): string =>
  [data['zones'] ?? []].flat().map((id) => `${nameOf(id as ArmId)} in ${nameOf(groupOf(id as ArmId) ?? (id as ArmId))}`).join(', ')

/** Labels of the fields within a question, and what is wrong with a text that does not parse. */
export const fieldWords = {
  scope: 'Scope',
  scopeName: 'Name of the new scope',
  scopeNameFault: 'A scope’s name begins with a letter or digit and holds letters, digits, dots, hyphens and underscores.',
  logWorkspace: 'Log Analytics workspace',
} as const

/** The words of the monitoring step. */
export const messages = {
  title: 'Monitoring',
  intro: 'Metrics and logs of the workspace go to an Application Insights component. A private link scope in open mode takes them through the network.',
  section: 'Secure Azure Monitor and Application Insights',
  questions: {
    decision: {
      title: 'How do metrics and logs reach Azure Monitor?',
      why: 'The article secures it with a private link scope. It may also stay public, with AzureMonitor allowed outbound.',
      answers: {
        linkScope: { label: 'A private link scope', caption: 'Scope, endpoint with 13 addresses or more, and zones for all of Azure Monitor in every network that resolves here.' },
        publicOnPurpose: { label: 'Public, on purpose', caption: 'No scope is made. Outbound access to the tag AzureMonitor has to stay allowed.' },
      },
    },
    scope: {
      title: 'Which private link scope?',
      why: 'A network, and all networks that share its DNS, can have one scope only. One that is there is used again.',
      answers: {
        existing: { label: 'A scope that exists', caption: 'The component and its Log Analytics workspace are added to it. Both modes become Open, and exclusions go.' },
        new: { label: 'A new scope', caption: 'In open mode for query and ingestion, with an endpoint in the chosen subnet.' },
      },
    },
    migrateTo: {
      title: 'To which Log Analytics workspace does the component move?',
      why: 'The component is a classic one. Moving is permanent, takes no old data along, may take 24 hours, and keeps the keys.',
    },
    publicAccess: {
      title: 'Are public ingestion and query switched off?',
      why: 'These flags of component and Log Analytics workspace decide who else gets in. The article does not ask for it.',
      answers: {
        keep: { label: 'Leave them as they are', caption: 'Whoever is outside the network still sends and reads with credentials.' },
        close: { label: 'Switch them off', caption: 'Last in the plan. Dashboards and agents outside the network stop; test from inside first.' },
      },
    },
  },
  because: {
    article: () => 'Proposed because the article takes Azure Monitor into the network with a private link scope.',
    noZones: () => 'Proposed because no private DNS zones for a scope are documented for this cloud.',
    servesTheNetwork: (data) => `Proposed because ${data['scope']} has an endpoint where the network’s names are resolved.`,
    holdsTheComponent: (data) => `Proposed because ${data['scope']} holds the component already.`,
    scopesUnread: () => 'Left open because not all private link scopes were readable: one of them may serve the network already.',
    noScope: () => 'Proposed because no scope serves the network yet.',
    resourcePermissions: (data) => `Proposed because ${data['workspace']} takes resource permissions, which the move needs.`,
    afterATest: () => 'Proposed because they are to be switched off only after a test from inside.',
  },
  notes: {
    'MON-01': 'Whether a component is workspace-based is read from WorkspaceResourceId and IngestionMode. New workspaces bring a workspace-based one.',
    'MON-16': 'The metrics pane of the portal, and other queries that go through Azure Resource Manager, do not use the private link.',
    'MON-17': 'Browsers built on Chromium ask for local network access when the portal talks to private addresses. Allow it; an organisation can do so for all with the policy LocalNetworkAccessAllowedForUrls and the portal’s address.',
    'MON-20': 'What is in a scope cannot be deleted before it is taken out of the scope.',
    'MON-22': 'A workspace without an Application Insights component has nothing to do here.',
  },
  rules: {
    'component-is-workspace-based': {
      title: 'The component is workspace-based',
      what: () => 'WorkspaceResourceId is empty: a classic component.',
      why: 'Classic components are retired, and the article migrates them before anything else.',
      remedy: 'Choose the Log Analytics workspace it moves to. That is permanent, moves no old data, may take 24 hours, and keeps the keys; continuous export has to be off.',
    },
    'log-workspace-takes-resource-permissions': {
      title: 'The Log Analytics workspace takes resource permissions',
      what: () => 'enableLogAccessUsingOnlyResourcePermissions is false: its access mode asks for workspace permissions.',
      why: 'A component can move only to a workspace whose access mode is "resource or workspace permissions".',
      remedy: 'Choose another workspace, or change the access mode of this one with those who own it.',
    },
    'monitoring-is-decided': {
      title: 'It is decided how Azure Monitor is reached',
      what: () => 'The component is in no private link scope, and nobody has said that it stays public.',
      why: 'Without a scope, telemetry needs outbound access to the tag AzureMonitor.',
      remedy: 'Choose a private link scope, or say that it is public on purpose.',
    },
    'component-is-in-a-scope': {
      title: 'The component is in a private link scope',
      what: () => 'No private link scope holds the component.',
      why: 'Only what is in the scope is reached through its endpoint.',
      remedy: 'Add the component to a scope, or make one.',
    },
    'scope-is-open': {
      title: 'The scope is in open mode for query and ingestion',
      what: (data) => {
        const modes = [['queryAccessMode', data['queryAccessMode']], ['ingestionAccessMode', data['ingestionAccessMode']]] as const
        const said = `${modes.map(([name, mode]) => `${name} is ${mode === null ? 'not said' : worded(mode)}`).join(', ')}.`
        return data['component'] === undefined ? said : `${said} It serves the names of this network and does not hold ${namesIn(data['component'])}, which is cut off from here.`
      },
      why: 'The article demands open mode: private only cuts every network that uses the scope off from all monitor resources outside it.',
      remedy: 'Set both modes to Open. Where the scope is another team’s, ask for that, or to have the component added to it.',
    },
    'scope-has-no-exclusions': {
      title: 'No endpoint is excluded from open mode',
      what: (data) => `For ${worded(data['privateEndpointConnectionName'])} an exclusion says query ${worded(data['queryAccessMode'])}, ingestion ${worded(data['ingestionAccessMode'])}.`,
      why: 'An exclusion overrides the modes of the scope for the networks behind that endpoint.',
      remedy: 'Remove the exclusion.',
    },
    'scope-endpoint-is-approved': {
      title: 'The scope’s endpoint is approved',
      what: (data) => `The connection of its endpoint is ${worded(data['status'])}; only an approved one carries traffic.`,
      why: 'Without approval telemetry has no private way.',
      remedy: 'Approve the connection on the scope; a rejected or disconnected endpoint is made again.',
    },
    'log-workspace-is-in-the-scope': {
      title: 'The Log Analytics workspace is in the scope, too',
      what: (data) => `${namesIn(data['privateLinkScopes'])} holds the component and not the Log Analytics workspace behind it.`,
      why: 'Data is kept in that workspace, and queries that go to it directly would not use the link.',
      remedy: 'Add the Log Analytics workspace to the same scope.',
    },
    'scope-has-an-endpoint': {
      title: 'The scope has an endpoint that the network reaches',
      what: (data) => worded(data['endpointNetworks']) === '' ? 'No private endpoint leads to the scope.' : `Its endpoints are in ${namesIn(data['endpointNetworks'])}, which the workspace’s network does not reach.`,
      why: 'The article stops at adding the component; without an endpoint of group azuremonitor the scope connects nothing.',
      remedy: 'Make an endpoint for the scope in the network.',
    },
    'network-has-one-scope': {
      title: 'One scope serves the network',
      what: (data) => `Several scopes have endpoints where its names are resolved: ${namesIn(data['privateLinkScopes'])}.`,
      why: 'They write the same records, so the last one wins and the others’ resources are cut off.',
      remedy: 'Keep one scope and add the resources of the others to it.',
    },
    'no-other-network-is-moved': {
      title: 'No other network changes its way to Azure Monitor',
      what: (data) => `${namesIn(data['networks'])} resolves these names, too, and will use the scope’s endpoint.`,
      why: 'Azure Monitor has shared endpoints: a link changes DNS for all monitor resources of every network that shares it.',
      remedy: 'Tell those who work there, and add what they monitor to the scope.',
    },
    'scope-names-resolve': {
      title: 'The names of the scope’s endpoint resolve',
      what: pathSentence,
      why: 'Telemetry is sent to names in five zones; each has to hold the endpoint’s addresses and be linked where names are resolved.',
      remedy: 'Complete zone group, link or record.',
    },
    'blob-zone-is-shared': {
      title: 'Azure Monitor and storage share one blob zone',
      what: (data) => `Endpoints of one network write into several zones of the same name: ${zonesIn(data)}.`,
      why: 'A network can be linked to one zone of a name only, so half of the records are never found.',
      remedy: 'Let both zone groups write into the zone that is linked to the network.',
    },
    'scope-subnet-has-room': {
      title: 'The subnet of the scope’s endpoint has room',
      what: (data) => `The subnet is ${worded(data['addressPrefixes'])}${worded(data['free']) === '' ? '' : ` with ${worded(data['free'])} free addresses`}; the endpoint needs ${worded(data['needed'])} or more, and /27 is the smallest subnet supported.`,
      why: 'The endpoint takes an address for each kind of name, and more when resources join the scope.',
      remedy: 'Put the endpoint into a larger subnet.',
    },
    'component-and-logs-let-in-the-same': {
      title: 'Component and Log Analytics workspace let in the same networks',
      what: (data) => `Public ingestion is ${worded(data['componentIngestion'])} on the component and ${worded(data['workspaceIngestion'])} on ${namesIn(data['logWorkspace'])}; public query is ${worded(data['componentQuery'])} and ${worded(data['workspaceQuery'])}.`,
      why: 'Both flags decide who gets in from outside; one that stays open lets in what the other shuts out.',
      remedy: 'Set both alike, after a test from inside the network. Where a perimeter decides, look up whether its access rules let the workspace and its computes in.',
    },
    'telemetry-gets-out': {
      title: 'Telemetry gets out of the compute subnet',
      what: (data) => `The subnet does not let TCP 443 out to ${worded(data['tag'])}, and no private link scope replaces it.`,
      why: 'Metrics, logs and support requests of jobs are sent there.',
      remedy: 'Allow the tag outbound, or choose a private link scope.',
    },
    'portal-works-from-inside': {
      title: 'The portal works from machines in the network',
      what: (data) => `The subnet does not let TCP 443 out to ${worded(data['tags'])}.`,
      why: 'Whoever reads logs in the portal from inside needs sign-in, Azure Resource Manager and Front Door.',
      remedy: 'Allow these tags from the subnet.',
    },
    'scope-is-within-limits': {
      title: 'The scope is within its limits',
      what: (data) => `It would have ${worded(data['count'])} ${worded(data['what'])}; the limit is ${worded(data['limit'])}.`,
      why: 'Azure refuses a further one.',
      remedy: 'Take out what nobody uses, or split the scope between networks that do not share DNS.',
    },
    'scope-is-global': {
      title: 'The scope’s location is global',
      what: (data) => `location is ${worded(data['location'])}.`,
      why: 'A private link scope has no region.',
      remedy: 'Make the scope again with the location global.',
    },
    'monitor-zones-are-not-empty': {
      title: 'No linked Azure Monitor zone is empty',
      what: (data) => `These zones are linked where names are resolved and hold no records: ${worded(data['zones'])}.`,
      why: 'A linked zone without a record answers that the name does not exist. Telemetry and queries fail, also when monitoring stays public.',
      remedy: 'Build the scope with its endpoint, or unlink these zones. The blob zone stays linked, since storage uses it.',
    },
  },
} satisfies StepMessages<typeof rules, keyof MonitoringChoices>
