/** What the faults about writes and their operations answer instead of the true answer (fault-catalogue.md E, H, L, and S7 to S15). */
import type { Asked } from '../faults.ts'
import { lost, type Reply } from '../reply.ts'
import type { State } from '../state.ts'
import type { FaultId, Switch } from '../switches.ts'
import * as errors from './errors.ts'

/** A struck request: what it is, and the switch that struck it. */
export interface Struck {
  readonly state: State
  readonly asked: Asked
  readonly one: Switch
}

const nameIn = (path: string): string => path.split('/').at(-1) ?? ''
const gateway = { 'x-ms-failure-cause': 'gateway' }

const said = (status: number, code: string, message: string): Reply => errors.enveloped(status, { code, message })

/** F31: the status could not be read; recorded after a minute. */
const unread = ({ one }: Struck): Reply | typeof lost => (one.variant === 'lost'
  ? lost
  : errors.enveloped(500, { code: 'MultipleErrorsOccurred', message: 'Multiple error occurred: InternalServerError.', details: [{ code: 'ServerTimeout', message: 'The request timed out.' }] }))

/** F57: the name of a vault is held. */
const held = ({ one, asked }: Struck): Reply => (one.variant === 'taken'
  ? said(409, 'VaultAlreadyExists', `The vault name '${nameIn(asked.path)}' is already in use.`)
  : said(409, 'ConflictError', `A vault with the same name already exists in deleted state: '${nameIn(asked.path)}'.`))

const template = ({ one }: Struck): Reply => errors.enveloped(400, {
  code: 'InvalidTemplate', message: "Deployment template validation failed: 'The template is not valid.'",
  additionalInfo: [{ type: 'TemplateViolation', info: { lineNumber: 12, linePosition: one.seconds ?? 30, path: one.name ?? 'properties.template.resources[0]' } }],
}, gateway)

/** Answers by fault. */
export const aboutWrites: Readonly<Partial<Record<FaultId, (struck: Struck) => Reply | typeof lost>>> = {
  F29: () => said(404, 'NotFound', 'The operation was not found.'),
  F30: ({ one }) => (one.variant === '410' ? errors.nothing(410) : said(404, 'NotFound', 'The operation has expired.')),
  F31: unread,
  F36: ({ one, asked }) => errors.enveloped(409, { code: 'AnotherOperationInProgress', message: `Another operation on this or a dependent resource is in progress: ${one.name ?? asked.path}`, details: [] }),
  F37: () => said(409, 'StorageAccountOperationInProgress', 'An operation is currently performing on this storage account that requires exclusive access.'),
  F38: ({ one }) => (one.variant === 'flat' ? errors.flat(412, { code: 'PreconditionFailed', message: 'The etag is not the current one.' }) : said(412, 'PreconditionFailed', 'The etag is not the current one.')),
  F41: ({ one }) => (one.variant === 'flat' ? errors.flat(409, { code: 'Conflict', message: 'The request conflicts with the state of the resource.' }) : said(409, 'Conflict', 'The request conflicts with the state of the resource.')),
  F57: held,
  F66: ({ asked }) => said(409, 'PrivateEndpointCannotBeUpdatedInFailedState', `Private endpoint ${asked.path} is in a failed state and cannot be updated.`),
  F68: ({ one, asked }) => said(400, 'SubnetIsFull', `Subnet ${one.name ?? asked.path} is full.`),
  F73: template,
  F76: ({ one }) => (one.variant === 'active'
    ? said(409, 'DeploymentActive', 'The deployment cannot be saved, because it would overwrite an existing deployment which is still active.')
    : said(409, 'DeploymentQuotaExceeded', 'Creating the deployment would exceed the quota of 800.')),
  F78: ({ one }) => (one.variant === 'job' ? said(400, 'JobSizeExceeded', 'The size of the request is above the limit of a job.') : errors.enveloped(413, { code: 'RequestEntityTooLarge', message: 'The request content is too large.' }, gateway)),
  F91: ({ one }) => said(400, 'PrincipalNotFound', `Principal ${(one.name ?? '00000000000000000000000000000000').replaceAll('-', '')} does not exist in the directory.`),
  F92: ({ asked }) => errors.enveloped(504, { code: 'ResourceReadFailed', target: nameIn(asked.path), message: `The policy engine needs the full resource '${nameIn(asked.path)}'; reading it failed with GatewayTimeout.` }, gateway),
}
