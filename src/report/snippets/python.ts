/** Python of both SDKs as documents. */
import { type Document, indent, line, lines, spaced, write } from '../../base/document.ts'
import type { Estate } from '../../estate/estate.ts'
import { cloudOf } from '../../facts/ask.ts'
import { json } from './bash.ts'
import { at } from './snippet.ts'

/** A text as a Python literal: JSON's quoting is valid there. */
export const text = (value: string): string => json(value)

/** The words of Python for yes and no. */
export const truth = (value: boolean): string => (value ? 'True' : 'False')

/** An argument by name. */
export type Argument = readonly [name: string, value: string]

/** A call with one argument a line. */
export const call = (head: string, given: readonly Argument[]): Document =>
  [...line(`${head}(`), ...indent(indent(lines(...given.map(([name, value]) => `${name}=${value},`)))), ...line(')')]

const isPublic = ({ cloud }: Estate): boolean => cloud === 'AzureCloud'

/** The sign-in of the v1 SDK, which takes the public cloud unless told. */
export const v1SignIn = (estate: Estate): readonly Argument[] => (isPublic(estate) ? [] : [['auth', `InteractiveLoginAuthentication(cloud=${text(estate.cloud)})`]])

/** A script of the v1 SDK; `imports` are sorted by the caller. */
export function v1Script(estate: Estate, imports: readonly string[], ...parts: readonly Document[]): string {
  const needs = isPublic(estate) ? imports : [...imports, 'from azureml.core.authentication import InteractiveLoginAuthentication']
  return write(spaced(...grouped(needs), ...parts))
}

/** A script of the v1 SDK that has `workspace` at hand. */
export function withV1(estate: Estate, imports: readonly string[], ...parts: readonly Document[]): string {
  const { name, group, subscription } = at(estate.workspace.id)
  const cloud: readonly Argument[] = isPublic(estate) ? [] : [['cloud', text(estate.cloud)]]
  const workspace = call('workspace = Workspace.get', [['name', text(name)], ['subscription_id', text(subscription)], ['resource_group', text(group)], ...v1SignIn(estate), ...cloud])
  return v1Script(estate, imports, workspace, ...parts)
}

/** A script of the v2 SDK that has `client` at hand. */
export function withV2(estate: Estate, imports: readonly string[], ...parts: readonly Document[]): string {
  const { name, group, subscription } = at(estate.workspace.id)
  const authority = isPublic(estate) ? '' : `authority=${text(cloudOf(estate.cloud).authority)}`
  const client = call('client = MLClient', [
    ['credential', `DefaultAzureCredential(${authority})`], ['subscription_id', text(subscription)], ['resource_group_name', text(group)], ['workspace_name', text(name)],
    ...(isPublic(estate) ? [] : [['cloud', text(estate.cloud)]] as const),
  ])
  return write(spaced(...grouped(['from azure.ai.ml import MLClient', ...imports, 'from azure.identity import DefaultAzureCredential']), client, ...parts))
}

/** Python's own modules first, apart from the others. */
const grouped = (imports: readonly string[]): readonly Document[] =>
  [imports.filter((each) => each.startsWith('import ')), imports.filter((each) => !each.startsWith('import '))].map((some) => lines(...some))
