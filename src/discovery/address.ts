/** A workspace that somebody pastes: its resource id, or an address of the portal or the studio. */
import { type ArmId, nameOf, parseArmId, typeOf } from '../base/armId.ts'
import { type CloudId, clouds } from '../facts/clouds.ts'

/** What a pasted text names. The tenant and the cloud are those that an address says; null where it says none. */
export interface PastedWorkspace {
  readonly workspaceId: ArmId
  readonly tenant: string | null
  readonly cloud: CloudId | null
}

const workspaceType = 'microsoft.machinelearningservices/workspaces'
const LONGEST = 20_000
/** An address may be encoded, and encoded once more inside another one. */
const MOST_DECODINGS = 3
const SEGMENT = "[^/\\s?#&=;,'\"<>%|]+"
const WORKSPACE = new RegExp(`/subscriptions/${SEGMENT}/resourceGroups/${SEGMENT}/providers/Microsoft\\.MachineLearningServices/workspaces/${SEGMENT}`, 'i')
/** The studio's own addresses leave the provider out: the group is followed by the workspace. */
const SHORT = new RegExp(`[?&#]wsid=(/subscriptions/${SEGMENT}/resourceGroups/${SEGMENT})(/workspaces/${SEGMENT})`, 'i')
const GUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const DIRECTORY = new RegExp(`[?&#](?:tid|tenantId)=(${GUID})`, 'i')
/** The portal writes the directory, a GUID or a domain, behind `#@`. */
const PORTAL_DIRECTORY = /#@([a-z0-9][a-z0-9.-]*)\//i

/** The workspace that a text names; null when it names none. Never throws. */
export function workspaceIdIn(text: string): PastedWorkspace | null {
  if (text.length > LONGEST) return null
  for (const form of decodings(text.trim())) {
    const id = parseArmId(WORKSPACE.exec(form)?.[0] ?? fromStudio(form))
    if (id === null || typeOf(id).toLowerCase() !== workspaceType || nameOf(id) === '') continue
    return { workspaceId: id, tenant: tenantIn(form), cloud: cloudIn(text) }
  }
  return null
}

function fromStudio(form: string): string | undefined {
  const [, group, workspace] = SHORT.exec(form) ?? []
  return group === undefined || workspace === undefined ? undefined : `${group}/providers/Microsoft.MachineLearningServices${workspace}`
}

/** The text as it is, then decoded once, twice, …; the least decoded one that fits counts. */
function decodings(text: string): readonly string[] {
  const forms = [text]
  for (let last = text; forms.length <= MOST_DECODINGS; ) {
    const next = decoded(last)
    if (next === null || next === last) break
    forms.push(next)
    last = next
  }
  return forms
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

const tenantIn = (form: string): string | null => (DIRECTORY.exec(form)?.[1] ?? PORTAL_DIRECTORY.exec(form)?.[1] ?? null)?.toLowerCase() ?? null

/** The cloud whose portal or studio the address is of. */
function cloudIn(text: string): CloudId | null {
  const host = /^\s*https:\/\/([^/?#\s]+)/i.exec(text)?.[1]?.toLowerCase() ?? ''
  const found = (Object.keys(clouds) as CloudId[]).find((cloud) => [clouds[cloud].portal, clouds[cloud].studio].some((origin) => isOn(host, new URL(origin).host)))
  return found ?? null
}

/** The portal's preview and regional hosts end in its own. */
const isOn = (host: string, own: string): boolean => host === own || host.endsWith(`.${own}`) || host.endsWith(`-${own}`)
