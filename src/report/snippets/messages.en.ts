/** The words of the snippets: what each is for, what to know of it, and the comments inside. */
import type { Tab } from './snippet.ts'

/** Words around the snippets. */
export const snippetWords = {
  none: 'With these choices, no command belongs to this step.',
  tabs: { cli: 'Azure CLI', powerShell: 'PowerShell', rest: 'REST', sdkV2: 'SDK v2', cliV1: 'CLI v1', sdkV1: 'SDK v1' } satisfies Readonly<Record<Tab, string>>,
  waysLabel: (what: string): string => `Ways to run: ${what}`,
  ended: (name: string, date: string): string => `Support of ${name} ended on ${date}.`,
  signIn: (cloud: string): string => `Sign in first: az cloud set --name ${cloud}, then az login. Commands of Azure CLI are quoted for bash. They name this workspace and the plan’s resources; nothing here runs by itself, and no key, token or password is in it.`,
  file: {
    title: (workspace: string): string => `Commands for ${workspace}`,
    intro: (takenAt: string): string => `These commands were written from the estate as read at ${takenAt} and from the choices. They stand beside the plan and are not needed to carry it out: use them for a task by hand, to look something up, or to do one step alone.`,
    requirements: (list: string): string => `For ${list}.`,
    way: (name: string, ended: string | null): string => (ended === null ? name : `${name} (support ended on ${ended})`),
  },
} as const

/** What each snippet is for, what to know of it, and the comments in its code. */
export const words = {
  registryId: {
    what: 'Print the id of the workspace’s registry',
    asRead: (id: string): string => `As read: ${id}.`,
    absent: 'The workspace named no registry when it was read.',
    sources: 'The v2 article says that CLI v1 does not print it, the v1 article says that it does. REST always does.',
  },
  buildCluster: {
    set: (name: string): string => `Set ${name} as the cluster that builds images`,
    clear: 'Let the registry build images again',
    clearNote: 'Only while the registry is in no network: behind one it cannot build images.',
    both: 'The command is the same in both extensions. CLI v1 uses the subscription that az account set has selected.',
  },
  datastore: {
    what: (kind: string): string => `Register a datastore without validation: ${kind}`,
    v1Only: 'The v2 SDK and REST do not know this kind.',
    names: 'my_datastore and what begins with my- are examples. A name has lower-case letters, digits and underscores.',
    environment: 'Keys and passwords are read from environment variables.',
    None: 'REST registers it without stored credentials: whoever reads data signs in as themselves.',
    AccountKey: 'By REST, jq puts the key into the body.',
    untried: 'Nothing is tried now: a wrong name or key shows up at run time. Test from inside the network.',
  },
  dataset: { what: (kind: string): string => `Make a dataset without validation: ${kind}`, v1Only: 'v2 has no equal for this.' },
  endpoint: {
    add: (name: string): string => `Add the private endpoint ${name} to the workspace`,
    remove: (name: string): string => `Remove the private endpoint ${name} from the workspace`,
    create: 'Create a further workspace with a private endpoint in the same subnet',
    group: 'Both v1 ways put the endpoint into the resource group of the network, and write no DNS records.',
    dns: 'Names resolve to it once its zone group has written the records.',
    stays: 'Removing an endpoint does not make the workspace public.',
    examples: 'my-workspace and my-endpoint are examples.',
    request: (groups: readonly string[]): string => `Private access to ${groups.join(', ')} for Azure Machine Learning`,
  },
  publicAccess: {
    off: 'Switch public access to the workspace off', on: 'Switch public access to the workspace on',
    older: 'CLI v1 and SDK v1 write only the older property, allowPublicAccessWhenBehindVnet. The last written of the two wins, so they are not offered.',
    last: 'Only after people reach the workspace by its private endpoint: whoever does not is locked out.',
    endpoints: 'Endpoints stay, and so does their private traffic.',
  },
  legacy: {
    read: 'Read whether legacy mode is on',
    set: (value: boolean): string => (value ? 'Switch legacy mode on' : 'Switch legacy mode off'),
    tools: 'The v2 extension and the v2 SDK cannot write it.',
    delay: 'It takes 30 to 60 minutes or more until a change shows everywhere.',
    version: 'This has to print 1.41.0 or newer.',
    readBack: 'The answer of the update may show the old value: read it back.',
  },
  compute: {
    cluster: (name: string): string => `Create the cluster ${name} in its subnet`,
    instance: (name: string): string => `Create the compute instance ${name} in its subnet`,
    also: (names: string): string => `The same for ${names}.`,
    again: 'One of this name has to be deleted first: a compute does not move to another network.',
    noPublicIp: 'It has no public IP address, which SDK v1 cannot ask for.',
    size: 'SIZE stands for a VM size, which was not readable.',
  },
  route: {
    what: (table: string): string => `Send the service’s answers past the firewall: ${table}`,
    why: 'For computes with a public IP address behind a route to a firewall.',
  },
  diagnose: {
    what: 'Run the workspace’s own diagnostics',
    asynchronous: 'REST answers 202. az rest does not wait: --verbose shows the Location header; get that address until it answers 200.',
    empty: 'An empty result means that no problem was found, not that there is none.',
  },
  tags: { what: 'List the addresses of the service tags that are needed', change: 'The addresses change from time to time.' },
  names: {
    what: 'List the names and addresses of the private endpoints, and look each name up',
    inside: 'Run it inside the network: each name has to resolve to the address beside it.',
    empty: 'The endpoint’s own list of names is empty while it has a zone group, so they are read from its network interface.',
    names: 'Names and addresses.', lookUp: 'What this machine resolves.',
  },
  path: {
    what: (name: string, target: string): string => `Create the private endpoint ${name} of ${target}`,
    elsewhere: 'Its DNS records are written elsewhere, as chosen: it gets no zone group here.',
    target: (name: string): string => `${name} has to exist first.`,
    order: 'A zone is linked last: from then on the network asks it, and it has to hold the records.',
    zones: 'Make the zones.', endpoint: 'Make the endpoint.', group: 'Have its records written.', links: 'Link the zones; auto-registration stays off.',
    manual: 'The owner of the target has to approve the connection.',
  },
  firewall: {
    what: (name: string): string => `Set the firewall of ${name}`,
    order: 'Allow first, deny last: test from inside the network in between.',
    endpoints: 'Private endpoints come before the last command.',
    allow: 'First let in.', close: 'Then test from inside the network, and close last.',
    list: 'The service endpoints of a subnet are replaced as a list, so those that it has are named, too.',
    premium: 'Premium is needed for private endpoints.',
  },
  dependencies: {
    what: 'List what the workspace has to reach outside the network',
    host: 'A call of Azure Resource Manager; the right to read is enough.',
  },
} as const
