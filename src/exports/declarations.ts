import type { ArmId } from '../base/armId.ts'
import type { Json } from '../base/json.ts'
import type { Team } from '../changes/change.ts'
import type { Expression, Field } from './expression.ts'

/** A parameter of a deployable. Its `value` goes into the parameter file; a secret has none. */
export interface Parameter {
  readonly name: string
  readonly type: 'string' | 'object'
  readonly description: string
  readonly value: Json
  readonly secret: boolean
}

/** A value that a module names, since an alternative between phases would be long. */
export interface Variable {
  readonly name: string
  readonly value: Expression
}

/** One resource, in both phases. Symbols are unique without regard to case. */
export interface Declaration {
  readonly symbol: string
  readonly id: ArmId
  readonly type: string
  readonly apiVersion: string
  /** `existing`: the whole body is restated. */
  readonly state: 'new' | 'existing'
  readonly only: 'lockdown' | null
  readonly name: Expression
  /** The resource that it is a child of, or an extension on. */
  readonly host: { readonly as: 'parent' | 'scope'; readonly id: ArmId } | null
  readonly fields: readonly Field[]
  /** Declarations of the same module that come directly before; with what these imply, complete. */
  readonly waits: readonly ArmId[]
  /** Those of `waits` that nothing in the body refers to. */
  readonly after: readonly ArmId[]
  /** What comes before, in this module or in others of the same deployable. */
  readonly needs: readonly ArmId[]
  readonly comments: readonly string[]
  /** When and as what an existing resource was read, for languages that restate it whole. */
  readonly restated: readonly string[]
}

/** A resource that a module refers to and another module or another deployment made. */
export interface Reference {
  readonly symbol: string
  readonly id: ArmId
  readonly type: string
  readonly apiVersion: string
  readonly name: Expression
  readonly parent: ArmId | null
  /** The resource group of a top-level one, where it is not the module's. */
  readonly group: ArmId | null
}

/** Resources of one theme in one resource group. */
export interface Module {
  readonly symbol: string
  /** Name of its deployment; the phase is put behind it. */
  readonly deployment: string
  readonly group: ArmId
  readonly parameters: readonly Parameter[]
  readonly usesPhase: boolean
  readonly variables: readonly Variable[]
  readonly references: readonly Reference[]
  readonly declarations: readonly Declaration[]
  /** Symbols of the modules that come directly before. */
  readonly after: readonly string[]
}

/** What one team deploys at once, with its own rights. */
export interface Deployable {
  /** Empty when there is only one. */
  readonly folder: string
  readonly team: Team
  /** The resource group that the deployment targets. */
  readonly target: ArmId
  readonly parameters: readonly Parameter[]
  readonly modules: readonly Module[]
}
