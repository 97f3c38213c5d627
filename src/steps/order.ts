/** The steps of the article, in its order. Stands alone, so that the page shows them before the steps themselves are loaded. */
import type { StepId } from './choices.ts'

/** The names of the steps, in order. */
export const stepIds: readonly StepId[] = ['access', 'addressSpace', 'outbound', 'workspace', 'storage', 'keyVault', 'registry', 'datastores', 'monitoring', 'connectivity']

/** A step's number as people say it. */
export const numberOf = (step: StepId): number => stepIds.indexOf(step) + 1
