import type { ArmId } from '../base/armId.ts'
import type { JsonObject } from '../base/json.ts'
import type { TaskName } from '../base/taskName.ts'

/** A plain ARM body: literal ids, no secrets. */
export type Body = JsonObject

/** `prepare` only adds; `lockdown` only closes. */
export type Phase = 'prepare' | 'lockdown'

/** `phase/n/id`: one resource can change more than once in a phase. Never shown; the plan's order gives the spoken number. */
export type ChangeKey = `${Phase}/${number}/${string}`

/** Whose rights a change needs: null is the administrator's own team. */
export type Team = string | null

/** Where a secret's value goes that no plan may hold: a path in the body, and the parameter's name and description. */
export interface Secret {
  readonly path: string
  readonly parameter: string
  readonly description: string
}

interface Common {
  readonly key: ChangeKey
  readonly id: ArmId
  readonly type: string
  readonly apiVersion: string
  readonly phase: Phase
  /** Changes that must be done before. */
  readonly after: readonly ChangeKey[]
  /** One writer at a time on each of these. */
  readonly locks: readonly ArmId[]
  /** Can be felt by somebody while it happens. */
  readonly interrupts: boolean
  /** Reduces what a service lets in. */
  readonly closes: boolean
  readonly owner: Team
}

/** Paths of an update that Azure does not take back: `always`, or while something that was made with the plan refers to the resource. */
export type Lasting = Readonly<Record<string, 'always' | 'whileReferredTo'>>

/** One thing to be done. */
export type Change =
  | (Common & { readonly do: 'create'; readonly body: Body; readonly secrets: readonly Secret[] })
  | (Common & { readonly do: 'update'; readonly by: 'patch' | 'put'; readonly patch: Body; readonly before: Body; readonly lasting?: Lasting })
  | (Common & { readonly do: 'delete'; readonly before: Body })
  | (Common & { readonly do: 'action'; readonly method: 'POST'; readonly action: string })
  | (Common & { readonly do: 'manual'; readonly task: ManualTask })

/** What no API can do for us: `task` names the words, `data` fills them. */
export interface ManualTask {
  readonly task: TaskName
  readonly data: Readonly<Record<string, string | readonly string[]>>
}

/** Bodies exactly as Azure returned them, by `idKey`. */
export type AsRead = ReadonlyMap<string, Body>

/** Why a change is there: the step's title-key and the requirements whose findings it ends. */
export interface Reason {
  readonly step: string
  readonly requirements: readonly string[]
}
