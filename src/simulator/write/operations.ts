/** Work that goes on after an answer: begun by a write, ended by the clock, told by its links. */
import type { JsonObject } from '../../base/json.ts'
import { capitalised, enveloped, failedOperation, failedWithoutCode, type Said } from '../arm/errors.ts'
import { bare, json, type Reply, text } from '../reply.ts'
import type { Style } from './kinds.ts'

/** How a piece of work ends. `word` is the state that the operation ends in. */
export type Ending =
  | { readonly ok: true }
  | { readonly ok: false; readonly word: 'Failed' | 'Canceled'; readonly said: Said; readonly shape?: 'noCode' | 'capitalised' }

/** One piece of work. */
export interface Operation {
  readonly key: string
  readonly id: string
  readonly method: string
  readonly style: Style
  readonly version: string
  readonly began: number
  readonly ends: number
  /** Ids (lower case) that nobody else may write meanwhile. */
  readonly holds: readonly string[]
  readonly ending: Ending
  /** The words of a status between begin and end, and at the end; recorded ones when absent (F28, F94). */
  readonly words?: { readonly running?: string; readonly ended?: string; readonly emptyError?: boolean }
  /** What changes in the world when it has ended. */
  readonly finish: () => void
  /** What `Location` leads to in the end; null: nothing. */
  readonly result: () => JsonObject | null
}

/** What a link leads to: the status of some work, or its result. */
export interface Linked {
  readonly operation: Operation
  readonly kind: 'status' | 'result'
  /** The headers that led here. */
  readonly headers: Readonly<Record<string, string>>
}

/** Something else that happens later (a registration, a policy's deployment). */
export interface Later {
  readonly at: number
  readonly happen: () => void
}

/** All work of a running cloud. */
export interface Works {
  /** Work that has not ended. */
  readonly running: Map<string, Operation>
  /** All work that has links, by the path (lower case) and the query of each. */
  readonly links: Map<string, Linked>
  readonly later: Later[]
}

/** No work. */
export const noWorks = (): Works => ({ running: new Map(), links: new Map(), later: [] })

interface Due {
  readonly at: number
  readonly happen: () => void
}

/** Ends all work whose time has come, in the order of its ends. */
export function settle(works: Works, now: number): void {
  for (;;) {
    const ended = [...works.running.values()].filter(({ ends }) => ends <= now).map((operation): Due => ({
      at: operation.ends,
      happen: () => {
        works.running.delete(operation.key)
        operation.finish()
      },
    }))
    const due: readonly Due[] = [...ended, ...works.later.filter(({ at }) => at <= now)].toSorted((one, other) => one.at - other.at)
    const first = due[0]
    if (first === undefined) return
    const index = works.later.findIndex((one) => one === first)
    if (index >= 0) works.later.splice(index, 1)
    first.happen()
  }
}

/** The work that holds one of these ids, or null. */
export function holding(works: Works, ids: readonly string[]): Operation | null {
  const wanted = new Set(ids.map((id) => id.toLowerCase()))
  return [...works.running.values()].find(({ holds }) => holds.some((id) => wanted.has(id))) ?? null
}

/** Whether a path is one of a link that work hands out. */
export const isLinkPath = (path: string): boolean =>
  /\/(operations|operationresults|operationstatuses|asyncoperations|workspaceoperationsstatus|computeoperationsstatus|privatednsoperationstatuses|privatednsoperationresults|privatelinkscopeoperationstatuses|operationsstatus)\/[^/]+$/i.test(path)

const moment = (time: number): string => new Date(time).toISOString()

/** The words that each style has for work that goes on. */
const runningWords: Readonly<Partial<Record<Style, string>>> = { machine: 'InProgress', group: 'Running', deployment: 'Running', registry: 'Creating' }

/** The body of a status, in the style's own shape. */
function statusOf(operation: Operation, word: string): JsonObject {
  const more = operation.words?.emptyError === true ? { error: {} } : {}
  const times = { startTime: moment(operation.began), ...(operation.ends > operation.began && word !== runningWord(operation) ? { endTime: moment(operation.ends) } : {}) }
  if (operation.style === 'machine') return { ...times, status: word, ...more, name: operation.key }
  if (operation.style === 'monitor') return { id: `${operation.id}/operationStatuses/${operation.key}`, name: operation.key, ...times, status: word, ...more }
  return { status: word, ...more }
}

const runningWord = (operation: Operation): string => operation.words?.running ?? runningWords[operation.style] ?? 'InProgress'

/** The answer behind `Azure-AsyncOperation`; `links` are its own headers once more. */
export function statusReply(operation: Operation, now: number, links: Readonly<Record<string, string>>): Reply {
  if (now < operation.ends) return json(operation.style === 'dns' ? 202 : 200, statusOf(operation, runningWord(operation)), operation.style === 'dns' ? links : {})
  const { ending } = operation
  if (ending.ok) return json(200, statusOf(operation, operation.words?.ended ?? 'Succeeded'))
  if (ending.shape === 'noCode') return failedWithoutCode(`${operation.id}/operationStatuses/${operation.key}`, ending.said.message)
  const failed = failedOperation(ending.said)
  return ending.word === 'Failed' ? failed : json(200, { status: ending.word, error: { code: ending.said.code, message: ending.said.message } })
}

/** The answer behind `Location`. */
export function resultReply(operation: Operation, now: number, links: Readonly<Record<string, string>>): Reply {
  if (now < operation.ends) {
    if (operation.style === 'storage') return { ...text(202, 'text/plain; charset=utf-8', ''), headers: { 'content-type': 'text/plain; charset=utf-8', ...links, 'retry-after': '3' } }
    return operation.style === 'vault' ? json(202, { createdDateTime: moment(operation.began), status: 'NotStarted' }, links) : bare(202, links)
  }
  const { ending } = operation
  if (!ending.ok && ending.shape === 'capitalised') return capitalised(409, { ...ending.said, target: operation.id }, JSON.stringify({ error: { code: 'InternalServerError', message: 'An error occurred.', details: [] } }))
  if (!ending.ok) return enveloped(409, ending.said)
  const body = operation.result()
  return body === null ? bare(operation.style === 'network' ? 204 : 200) : json(200, body)
}
