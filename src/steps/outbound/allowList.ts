/** What a firewall on the way out has to let through: by service tag, and by host name where no tag helps (NET-01, NET-22, NET-31). Pure. */
import { nameOf, typeOf } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import { entryOf } from '../../estate/questions.ts'
import { apiVersion, networkRules, regionTag } from '../../facts/ask.ts'
import { type MicrosoftHost, microsoftHosts, type PublicHost, publicHosts } from '../../facts/hosts.ts'
import type { NetworkRuleId } from '../../facts/networkRules.ts'
import { wayOutOf } from '../../reach/egress.ts'
import type { Choices } from '../choices.ts'
import { computeSubnetIdsWith } from '../concerned.ts'
import { placesComputes } from '../subnets.ts'
import type { OutboundChoices } from './choices.ts'
import { fieldWords } from './messages.en.ts'
import { monitorPath, tagOf } from './need.ts'
import { neededRows } from './securityRules.ts'

/** One thing to let through. `when` says what calls for it where these answers do not. */
export interface Allowed {
  readonly to: string
  readonly protocol: 'Tcp' | 'Udp' | '*'
  readonly ports: readonly string[]
  readonly purpose: string
  readonly when: string | null
}

/** What is let through by each kind of rule: network rules with service tags, application rules with host names, and names in place of tags. */
export interface AllowList {
  readonly tags: readonly Allowed[]
  readonly hosts: readonly Allowed[]
  readonly insteadOfTags: readonly Allowed[]
  /** Asks the service for the list of this workspace (NET-30). */
  readonly ownListRequest: string
}

/** The parts of the list, in order. */
export const allowParts = ['tags', 'hosts', 'insteadOfTags'] as const satisfies readonly (keyof AllowList)[]

type Package = Exclude<OutboundChoices['packages'], 'undecided'>[number]

/** The hosts of each answer, by the facts' groups; `framework` holds both frameworks. */
const answerOf = ({ group, host }: PublicHost): Package | 'rstudio' | 'always' | null => {
  if (group === 'framework') return host.includes('pytorch') ? 'pytorch' : 'tensorflow'
  if (group === 'python' || group === 'r' || group === 'vscode' || group === 'rstudio') return group
  return group === 'containers' ? 'always' : null
}

const whenAsked: Readonly<Record<string, string>> = {
  python: 'Python packages', r: 'R packages', framework: 'frameworks from their own sources', vscode: 'VS Code on the desktop', 'vscode-web': 'VS Code for the Web', rstudio: 'RStudio', aks: 'Kubernetes compute',
}

const words = fieldWords.allowed

/** Tags that a page spells otherwise (gaps 13, 14): people look for the word that they read. */
const alsoWritten: Readonly<Partial<Record<string, string>>> = { 'out-keyvault-hbi': 'Keyvault.region', 'out-afd-firstparty': 'Frontdoor.FirstParty' } satisfies Partial<Record<NetworkRuleId, string>>

/** Rows whose tag may as well be the one of all regions: Microsoft asks for it where rules are by host (gaps 20, MCR). */
const inAllRegions: readonly string[] = ['out-mcr'] satisfies readonly NetworkRuleId[]

/** What is let through for these answers, the required first. */
export function allowList(estate: Estate, choices: Choices): AllowList {
  return { tags: byTag(estate, choices), hosts: byHost(choices.outbound), insteadOfTags: insteadOfTags(estate, choices), ownListRequest: ownListRequest(estate) }
}

const requiredFirst = (rows: readonly Allowed[]): readonly Allowed[] => [...rows.filter(({ when }) => when === null), ...rows.filter(({ when }) => when !== null)]

function byTag(estate: Estate, choices: Choices): readonly Allowed[] {
  const needed = computeSubnetIdsWith(estate, choices).flatMap((id) => {
    const subnet = entryOf(estate.subnets, id)
    return subnet === undefined ? [] : neededRows(estate, choices.outbound, choices, subnet)
  })
  const all = new Map([...networkRules(estate.cloud), ...needed].map((row) => [row.id, row]))
  const isNeeded = new Set(needed.map(({ id }) => id))
  // Inside the network nothing passes the firewall, and what comes in from the service does not leave through it.
  const rows = [...all.values()].filter(({ direction, tag }) => direction === 'Outbound' && tag !== 'VirtualNetwork')
  return requiredFirst(rows.flatMap((row): readonly Allowed[] => {
    const [to, alias] = [tagOf(estate, row), alsoWritten[row.id]]
    const own: Allowed = {
      to, protocol: row.protocol, ports: row.ports, purpose: alias === undefined ? row.purpose : words.alsoWritten(row.purpose, alias),
      when: isNeeded.has(row.id) || (needed.length === 0 && row.requirement.startsWith('required')) ? null : (row.when ?? row.requirement),
    }
    return inAllRegions.includes(row.id) ? [own, { ...own, to: to.replace(/\..*$/, ''), when: words.inPlaceOf(to) }] : [own]
  }))
}

function byHost({ packages, rstudio }: OutboundChoices): readonly Allowed[] {
  const isAsked = (answer: ReturnType<typeof answerOf>): boolean => answer === 'always' || (answer === 'rstudio' ? rstudio === 'used' : answer !== null && packages !== 'undecided' && packages.includes(answer))
  const rows: readonly PublicHost[] = publicHosts
  return requiredFirst(rows.map((row) => ({
    to: `${row.host}${row.path ?? ''}`, protocol: 'Tcp', ports: row.ports ?? ['443'], purpose: row.note === undefined ? row.purpose : `${row.purpose}; ${row.note}`,
    when: isAsked(answerOf(row)) ? null : (whenAsked[row.group] ?? row.group),
  })))
}

function insteadOfTags(estate: Estate, choices: Choices): readonly Allowed[] {
  const { region, storageAccountId, highBusinessImpact } = estate.workspace
  const holds: Readonly<Record<string, boolean>> = { hbiWorkspace: highBusinessImpact, 'Azure Monitor not behind a private link scope': monitorPath(estate, choices) === 'public' }
  const rows: readonly MicrosoftHost[] = microsoftHosts
  return requiredFirst(rows.filter(({ cloud }) => cloud === estate.cloud).map(({ host, protocol, ports, requiredFor, when }) => ({
    to: host.replace('{region}', regionTag(region).toLowerCase()).replace('{storage}', nameOf(storageAccountId)), protocol: protocol === 'Udp' || protocol === '*' ? protocol : 'Tcp', ports, purpose: requiredFor,
    when: when === undefined || holds[when] === true ? null : when,
  })))
}

const ownListRequest = ({ workspace: { id } }: Estate): string => `az rest --method get --url ${shellWord(`${id}/outboundNetworkDependenciesEndpoints?api-version=${apiVersion(typeOf(id))}`)}`

/** A text as one word of a shell, whatever it holds. */
const shellWord = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** Whether computes leave through a firewall or another appliance, by the choices or by their routes. */
export const passesFirewall = (estate: Estate, choices: Choices): boolean =>
  placesComputes(choices) && (choices.outbound.egress === 'firewallRoute' || computeSubnetIdsWith(estate, choices).some((id) => {
    const subnet = entryOf(estate.subnets, id)
    return subnet !== undefined && wayOutOf(estate, subnet).egress === 'appliance'
  }))
