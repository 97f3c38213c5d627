import { type Document, indent, line, spaced, write } from '../../base/document.ts'
import { idKey } from '../../base/armId.ts'
import { isObject, type Json } from '../../base/json.ts'
import type { Deployable, Module, Parameter } from '../declarations.ts'
import { environmentName } from '../deployables.ts'
import { type Expression, value } from '../expression.ts'
import { messages } from '../messages.en.ts'
import { comments, printed } from './expressions.ts'
import { dependsOn, groupScope, parameterDeclaration, phaseParameter } from './module.ts'
import { text } from './text.ts'

/** `main.bicep`: parameters, and the modules in their order. */
export const mainText = (deployable: Deployable): string =>
  write(
    spaced(
      phaseParameter(['prepare']),
      ...deployable.parameters.map(parameterDeclaration),
      ...deployable.modules.map((module) => moduleCall(module, deployable)),
    ),
  )

function moduleCall(module: Module, { target }: Deployable): Document {
  const passed = [...(module.usesPhase ? ['phase'] : []), ...module.parameters.map((parameter) => parameter.name)]
  return [
    ...line(`module ${module.symbol} ${text(`modules/${module.symbol}.bicep`)} = {`),
    ...indent([
      ...line(`name: '${module.deployment}-\${phase}'`),
      ...(idKey(module.group) === idKey(target) ? [] : line(`scope: ${groupScope(module.group, target)}`)),
      ...(passed.length === 0 ? [] : [...line('params: {'), ...indent(passed.flatMap((name) => line(`${name}: ${name}`))), ...line('}')]),
      ...dependsOn(module.after),
    ]),
    ...line('}'),
  ]
}

/** `main.bicepparam`: the values of the estate that was read; secrets come from the environment. */
export const parametersText = (deployable: Deployable): string =>
  write(spaced(line("using './main.bicep'"), line("param phase = 'prepare'"), ...deployable.parameters.map(assignment)))

function assignment(parameter: Parameter): Document {
  if (parameter.secret) {
    const variable = environmentName(parameter.name)
    return [...comments([messages.secretNote(variable)]), ...line(`param ${parameter.name} = readEnvironmentVariable(${text(variable)})`)]
  }
  const [first, ...rest] = printed(literal(parameter.value), () => '')
  const opening = first?.is === 'line' ? first.text : ''
  return [...line(`param ${parameter.name} = ${opening}`), ...rest]
}

/** Plain JSON as an expression. */
function literal(json: Json): Expression {
  if (Array.isArray(json)) return { is: 'list', items: json.map(literal) }
  if (isObject(json)) return { is: 'object', fields: Object.entries(json).map(([name, inner]) => [name, literal(inner)]) }
  return value(json as null | boolean | number | string)
}
