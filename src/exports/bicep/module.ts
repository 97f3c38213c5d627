import { before, behind, type Document, indent, line, spaced, write } from '../../base/document.ts'
import { idKey, nameOf, subscriptionOf } from '../../base/armId.ts'
import type { Declaration, Module, Parameter, Reference } from '../declarations.ts'
import { messages } from '../messages.en.ts'
import { isTyped } from '../types.ts'
import { anyField, comments, field, inline, printed, type SymbolOf } from './expressions.ts'
import { text } from './text.ts'

/** The file of a module. */
export function moduleText(module: Module): string {
  const symbols = new Map([...module.references, ...module.declarations].map((one) => [idKey(one.id), one.symbol]))
  const symbolOf: SymbolOf = (id) => {
    const symbol = symbols.get(idKey(id))
    if (symbol === undefined) throw new Error(`${module.symbol} refers to what it does not know: ${id}`)
    return symbol
  }
  return write(
    spaced(
      ...(module.usesPhase ? [phaseParameter([])] : []),
      ...module.parameters.map(parameterDeclaration),
      module.usesPhase ? line("var closed = phase == 'lockdown'") : [],
      ...module.variables.map((variable) => before(`var ${variable.name} = `, printed(variable.value, symbolOf))),
      ...module.references.map((reference) => existing(reference, module, symbolOf)),
      ...module.declarations.map((declaration) => resource(declaration, symbolOf)),
    ),
  )
}

/** `param phase`, with its default in the main file. */
export const phaseParameter = (defaults: readonly ['prepare'] | readonly []): Document => [
  ...line(`@description(${text(messages.phase)})`),
  ...line('@allowed(['),
  ...indent([...line("'prepare'"), ...line("'lockdown'")]),
  ...line('])'),
  ...line(`param phase string${defaults.map((own) => ` = ${text(own)}`).join('')}`),
]

/** A parameter with its description. */
export const parameterDeclaration = (parameter: Parameter): Document => [
  ...line(`@description(${text(parameter.description)})`),
  ...(parameter.secret ? [...line('@secure()'), ...line('@minLength(1)')] : []),
  ...line(`param ${parameter.name} ${parameter.type}`),
]

function existing(reference: Reference, module: Module, symbolOf: SymbolOf): Document {
  return [
    ...line(`resource ${reference.symbol} ${text(`${reference.type}@${reference.apiVersion}`)} existing = {`),
    ...indent([
      ...(reference.parent === null ? [] : line(`parent: ${symbolOf(reference.parent)}`)),
      ...line(`name: ${inline(reference.name, symbolOf)}`),
      ...(reference.group === null ? [] : line(`scope: ${groupScope(reference.group, module.group)}`)),
    ]),
    ...line('}'),
  ]
}

/** A resource group as a scope, seen from another: the subscription is named where it differs. */
export function groupScope(group: Module['group'], from: Module['group']): string {
  const isNear = subscriptionOf(group).toLowerCase() === subscriptionOf(from).toLowerCase()
  return `resourceGroup(${[...(isNear ? [] : [subscriptionOf(group)]), nameOf(group)].map(text).join(', ')})`
}

function resource(declaration: Declaration, symbolOf: SymbolOf): Document {
  const { host, only, fields, state } = declaration
  const notes = [...declaration.comments, ...declaration.restated, ...(state === 'existing' ? [messages.untyped] : [])]
  return [
    ...comments(notes),
    ...line(`resource ${declaration.symbol} ${text(`${declaration.type}@${declaration.apiVersion}`)} = ${only === null ? '' : 'if (closed) '}{`),
    ...indent([
      ...(host === null ? [] : line(`${host.as}: ${symbolOf(host.id)}`)),
      ...line(`name: ${inline(declaration.name, symbolOf)}`),
      ...fields.flatMap(([name, value]) => [
        ...(isTyped(declaration.type, name) ? [] : line('#disable-next-line BCP187')),
        ...(state === 'existing' && name !== 'tags' ? anyField(name, value, symbolOf) : field(name, value, symbolOf)),
      ]),
      ...dependsOn(declaration.after.map(symbolOf)),
    ]),
    ...line('}'),
  ]
}

/** `dependsOn` with these symbols; nothing for none. */
export const dependsOn = (symbols: readonly string[]): Document =>
  symbols.length === 0 ? [] : behind([...line('dependsOn: ['), ...indent(symbols.flatMap(line))], '').concat(line(']'))
