import type { ArmId } from '../base/armId.ts'
import type { AsRead, Body, Change, ManualTask, Reason } from '../changes/change.ts'

/** What a file is written in; decides its highlighting. */
export type Language = 'bash' | 'bicep' | 'bicepparam' | 'hcl' | 'json' | 'markdown' | 'powershell' | 'python' | 'text' | 'yaml'

/** One file of an export. `path` uses forward slashes and is relative. */
export interface ExportFile {
  readonly path: string
  readonly language: Language
  readonly text: string
}

/** Why an export leaves a change out: a word of the exports' messages. */
export type OmittedBecause = 'manual' | 'delete' | 'action' | 'unknownBody' | 'otherScope'

/** Everything an export reads. `reasons` is by change id (`idKey`). */
export interface ExportInput {
  readonly plan: readonly Change[]
  readonly asRead: AsRead
  readonly reasons: ReadonlyMap<string, Reason>
  /** What people said of a resource, by `idKey`: accepted risks, answers of reviewers. Each becomes a comment, or a line of the read-me where no template holds the resource. */
  readonly said?: ReadonlyMap<string, readonly string[]>
  /** The body of a type without its read-only and secret properties: what may be sent again. */
  readonly writable: (type: string, body: Body) => Body
  /** The paths that `writable` takes out of a body of the type. */
  readonly readOnly: (type: string) => readonly string[]
  /** A task by hand in words; without it a file has the task's name and data. */
  readonly tasks?: (task: ManualTask) => string
  readonly about: {
    readonly workspaceId: ArmId
    readonly cloud: 'AzureCloud' | 'AzureUSGovernment' | 'AzureChinaCloud'
    readonly takenAt: string
    /** The resource group that a deployment of the administrator's own team targets. */
    readonly home: ArmId
  }
}

/** One limit of Azure that a deployment would exceed: of the files in `folder` (empty: the top), with what it has and the most that is taken. Sizes in bytes. */
export interface Beyond {
  readonly folder: string
  readonly what: 'templateBytes' | 'resourceBytes' | 'resources' | 'parameters' | 'variables'
  readonly has: number
  readonly most: number
}

/** What an export gives; every change of the plan is in a file or in `omitted`. */
export interface Exported {
  readonly files: readonly ExportFile[]
  readonly omitted: readonly { readonly change: Change; readonly because: OmittedBecause }[]
  /** Limits of Azure that a deployment of these files would exceed; absent where each change is sent on its own. */
  readonly beyond?: readonly Beyond[]
  /** Commands of a shell that show what the first folder would change, run where the read-me lies; none where nothing is deployed. */
  readonly look: readonly string[]
}

/** A reader of the plan that writes files. */
export type Export = (input: ExportInput) => Exported
