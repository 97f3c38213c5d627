import { behind, block as braced, type Document, line, lines, spaced, write } from '../../base/document.ts'
import { isObject, type Json } from '../../base/json.ts'
import type { Parameter } from '../declarations.ts'
import { messages } from '../messages.en.ts'
import { words } from './messages.en.ts'
import { type Attribute, attributes, block } from './attributes.ts'
import type { Configuration } from './configuration.ts'
import { key, snake, text } from './text.ts'

const TYPES: Readonly<Record<Parameter['type'], string>> = { string: 'string', object: 'any' }

/** `variables.tf`: the phase, where things are made, and what else the estate decides. */
export const variablesText = ({ parameters, groups }: Configuration): string =>
  write(spaced(phase, groups.size === 0 ? [] : variable('resource_groups', words.resourceGroups, 'map(string)', []), ...parameters.map(declared)))

const PHASES = ['prepare', 'lockdown'].map(text)

const phase = block(`variable ${text('phase')}`, spaced(
  attributes([...described(messages.phase, 'string'), ['default', line(text('prepare'))]]),
  block('validation', attributes([['condition', line(`contains([${PHASES.join(', ')}], var.phase)`)], ['error_message', line(text(words.wrongPhase))]])),
))

// An ephemeral variable is in no plan file and in no state file.
const declared = ({ name, description, type, secret }: Parameter): Document =>
  variable(snake(name), description, TYPES[type], secret ? [['sensitive', line('true')], ['ephemeral', line('true')]] : [])

const variable = (name: string, description: string, type: string, more: readonly Attribute[]): Document =>
  block(`variable ${text(name)}`, attributes([...described(description, type), ...more]))

function described(description: string, type: string): readonly Attribute[] {
  return [['description', line(text(description))], ['type', line(type)]]
}

/** `terraform.tfvars`: the values of the estate that was read. Secrets are not among them. */
export function valuesText({ parameters, groups }: Configuration): string {
  const secrets = parameters.filter(({ secret }) => secret).map(({ name }) => `# ${messages.secretNote(environmentName(name))}`)
  return write(spaced(
    attributes([
      ['phase', line(text('prepare'))],
      ...(groups.size === 0 ? [] : [['resource_groups', literal(Object.fromEntries(groups))] as const]),
      ...parameters.filter(({ secret }) => !secret).map(({ name, value }): Attribute => [snake(name), literal(value)]),
    ]),
    lines(...secrets),
  ))
}

/** The environment variable from which Terraform takes a parameter. */
export const environmentName = (parameter: string): string => `TF_VAR_${snake(parameter)}`

/** Plain JSON as HCL. */
function literal(json: Json): Document {
  if (Array.isArray(json) && json.length > 0) return braced('[', json.flatMap((item: Json) => behind(literal(item), ',')), ']')
  if (isObject(json) && Object.keys(json).length > 0) return braced('{', attributes(Object.entries(json).map(([name, inner]) => [key(name), literal(inner)])), '}')
  return line(typeof json === 'string' ? text(json) : JSON.stringify(json))
}
