import { operations, type Operation, type OperationId } from './rbac.ts'

export type { Operation, OperationId }

/** The actions that an operation needs, with the scope and the built-in roles that hold them (ROLEDATA). */
export const operation = (id: OperationId): Operation => operations[id]
