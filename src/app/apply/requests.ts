/** What is sent to somebody else so that they can do their part: complete in itself, and without any secret. Pure. */
import type { Unlike } from '../../apply/progress.ts'
import { type ArmId, nameOf, parseArmId } from '../../base/armId.ts'
import { isList, isObject, type Json } from '../../base/json.ts'
import type { TaskName } from '../../base/taskName.ts'
import type { Change, ManualTask } from '../../changes/change.ts'
import { taskTitle, taskWords } from '../plan/messages.en.ts'
import { requestWords as words } from './requests.messages.en.ts'

type Line = readonly [name: string, value: string]
type Data = ManualTask['data']

const list = (value: string | readonly string[] | undefined): string => [value ?? []].flat().join(', ')

/** What a task names, beside the words that every task has. */
const detailsOf: Readonly<Partial<Record<TaskName, (data: Data) => readonly Line[]>>> = {
  writeRecords: (data) => [[words.zones, list(data['zones'])], [words.endpoint, list(data['endpoint'])]],
  approveEndpoint: (data) => [[words.endpoint, list(data['endpoint'])], [words.scope, list(data['target'])]],
  assignRole: (data) => [[words.role, `${list(data['role'])} (${list(data['roleId'])})`], [words.identity, list(data['principal'])], [words.scope, list(data['scope'])]],
  changeOwnedElsewhere: (data) => [[words.rights, list(data['what'])], [words.scope, list(data['scope'])]],
  forwardDns: (data) => [[words.names, list(data['names'])], [words.network, list(data['network'])]],
  buildGateway: (data) => [[words.network, list(data['network'])]],
  addServiceEndpoint: (data) => [[words.subnets, list(data['subnet'])]],
  removeSubnetRules: (data) => [[words.scope, list(data['registry'])], [words.subnets, list(data['subnets'])]],
}

/** Names that Azure was seen to lack, each with the address that it needs. */
const missingNames = (missing: readonly Unlike[]): readonly Line[] => {
  const names = missing.filter(({ expected }) => expected !== '').map(({ path, expected }) => `${path} ${expected}`)
  return names.length === 0 ? [] : [[words.records, names.join(', ')]]
}

const text = (what: string, lines: readonly Line[], why: string): string => [words.head, '', ...[[words.what, what] as const, ...lines, [words.why, why] as const].map(([name, value]) => `${name}: ${value}`), ''].join('\n')

const at = (value: Json | undefined, key: string): Json | undefined => (isObject(value) ? value[key] : undefined)

/** The connections that a private endpoint asks its targets for. */
function connectionsOf(body: Json): readonly { readonly target: string; readonly parts: string }[] {
  const lists = ['privateLinkServiceConnections', 'manualPrivateLinkServiceConnections'].map((name) => at(at(body, 'properties'), name))
  return lists.flatMap((each) => (isList(each) ? each : [])).flatMap((connection) => {
    const [target, groups] = [at(at(connection, 'properties'), 'privateLinkServiceId'), at(at(connection, 'properties'), 'groupIds')]
    return typeof target === 'string' ? [{ target, parts: isList(groups) ? groups.filter((one) => typeof one === 'string').join(', ') : '' }] : []
  })
}

const named = (id: string): string => {
  const parsed = parseArmId(id)
  return parsed === null ? id : nameOf(parsed)
}

/** The request to the owner of a target to approve the connection of an endpoint; null where the change makes none. */
export function approvalRequest(change: Change, workspaceId: string): string | null {
  const [connection] = change.do === 'create' ? connectionsOf(change.body) : []
  if (connection === undefined) return null
  const { target, parts } = connection
  return text(words.approve(nameOf(change.id), named(target)), [[words.target, target], [words.endpoint, change.id], [words.parts, parts], [words.where, words.approveWhere(nameOf(change.id))]], words.approveWhy(named(workspaceId)))
}

/** The request for a task by hand, with what Azure was seen to lack; null for a change that is no task. */
export function taskRequest(change: Change, workspaceId: string, missing: readonly Unlike[]): string | null {
  if (change.do !== 'manual') return null
  const { task } = change
  const said = taskWords[task.task].text(task.data)
  return text(`${taskTitle(task)}. ${said}`, [...(detailsOf[task.task]?.(task.data) ?? [[words.scope, ownerOf(change.id)] as const]), ...(task.task === 'writeRecords' ? missingNames(missing) : [])], words.taskWhy(named(workspaceId)))
}

/** A task stands under the resource that it is about. */
const ownerOf = (id: ArmId): string => id.replace(/\/tasks\/[^/]+$/, '')
