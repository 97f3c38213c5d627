import { type ArmId, idKey, nameOf, subscriptionOf } from '../../base/armId.ts'
import type { Json, JsonObject } from '../../base/json.ts'
import type { Declaration, Deployable, Module, Parameter, Reference } from '../declarations.ts'
import { apiVersion } from '../../facts/ask.ts'
import { messages } from '../messages.en.ts'
import { fullName, groupArguments, idOf, type Place, printed } from './expressions.ts'
import { text } from './text.ts'

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#'
const DEPLOYMENTS = 'Microsoft.Resources/deployments'

/** `azuredeploy.json`: a template whose nested deployments are the modules. */
export function template(deployable: Deployable): JsonObject {
  return {
    $schema: SCHEMA,
    contentVersion: '1.0.0.0',
    parameters: { phase: phaseParameter({ defaultValue: 'prepare' }), ...parameterDeclarations(deployable.parameters) },
    resources: deployable.modules.map((module) => nested(module, deployable)),
  }
}

/** `azuredeploy.parameters.json`: the values of the estate that was read. Secrets are not among them. */
export function parameterFile(deployable: Deployable): JsonObject {
  const values = deployable.parameters.filter((parameter) => !parameter.secret).map((parameter) => [parameter.name, { value: parameter.value }] as const)
  return {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
    contentVersion: '1.0.0.0',
    parameters: { phase: { value: 'prepare' }, ...Object.fromEntries(values) },
  }
}

const phaseParameter = (defaults: JsonObject): JsonObject => ({
  type: 'string',
  ...defaults,
  allowedValues: ['prepare', 'lockdown'],
  metadata: { description: messages.phase },
})

const parameterDeclarations = (parameters: readonly Parameter[]): JsonObject =>
  Object.fromEntries(
    parameters.map((parameter) => [parameter.name, { ...(parameter.secret ? { type: 'securestring', minLength: 1 } : { type: parameter.type }), metadata: { description: parameter.description } }]),
  )

const deploymentName = (module: Module): string => `format('${module.deployment}-{0}', parameters('phase'))`

function nested(module: Module, deployable: Deployable): JsonObject {
  const isElsewhere = idKey(module.group) !== idKey(deployable.target)
  const isFar = subscriptionOf(module.group).toLowerCase() !== subscriptionOf(deployable.target).toLowerCase()
  const passed = [...(module.usesPhase ? ['phase'] : []), ...module.parameters.map((parameter) => parameter.name)]
  const before = module.after.flatMap((symbol) => deployable.modules.filter((other) => other.symbol === symbol))
  const waits = before.map((other) => `[resourceId(${[...groupArguments(other.group, deployable.target), text(DEPLOYMENTS), deploymentName(other)].join(', ')})]`)
  return {
    type: DEPLOYMENTS,
    apiVersion: apiVersion(DEPLOYMENTS),
    name: `[${deploymentName(module)}]`,
    ...(isFar ? { subscriptionId: subscriptionOf(module.group) } : {}),
    ...(isElsewhere ? { resourceGroup: nameOf(module.group) } : {}),
    properties: {
      expressionEvaluationOptions: { scope: 'inner' },
      mode: 'Incremental',
      parameters: Object.fromEntries(passed.map((name) => [name, { value: `[parameters('${name}')]` }])),
      template: moduleTemplate(module),
    },
    ...(waits.length === 0 ? {} : { dependsOn: waits }),
  }
}

function moduleTemplate(module: Module): JsonObject {
  const place = placeOf(module)
  const variables: JsonObject = {
    ...(module.usesPhase ? { closed: "[equals(parameters('phase'), 'lockdown')]" } : {}),
    ...Object.fromEntries(module.variables.map((variable) => [variable.name, printed(variable.value, place)])),
  }
  return {
    $schema: SCHEMA,
    contentVersion: '1.0.0.0',
    parameters: { ...(module.usesPhase ? { phase: phaseParameter({}) } : {}), ...parameterDeclarations(module.parameters) },
    ...(Object.keys(variables).length === 0 ? {} : { variables }),
    resources: module.declarations.map((declaration) => resource(declaration, place)),
  }
}

function resource(declaration: Declaration, place: Place): JsonObject {
  const { names, on } = place.partsOf(declaration.id)
  const fields = declaration.fields.map(([name, value]): readonly [string, Json] => [name, printed(value, place)])
  return {
    comments: [...declaration.comments, ...declaration.restated].join(' '),
    ...(declaration.only === null ? {} : { condition: "[variables('closed')]" }),
    type: declaration.type,
    apiVersion: declaration.apiVersion,
    ...(on === null ? {} : { scope: `[${idOf(on, place)}]` }),
    name: fullName(names, place),
    ...Object.fromEntries(fields),
    ...(declaration.waits.length === 0 ? {} : { dependsOn: declaration.waits.map((id) => `[${idOf(id, place)}]`) }),
  }
}

/** How the resources of a module are named in its template. */
function placeOf(module: Module): Place {
  const known = new Map<string, Declaration | Reference>([...module.references, ...module.declarations].map((one) => [idKey(one.id), one]))
  const parentOf = (one: Declaration | Reference): ArmId | null => ('parent' in one ? one.parent : one.host?.as === 'parent' ? one.host.id : null)
  const partsOf: Place['partsOf'] = (id) => {
    const one = known.get(idKey(id))
    if (one === undefined) throw new Error(`${module.symbol} refers to what it does not know: ${id}`)
    const parent = parentOf(one)
    if (parent !== null) {
      const outer = partsOf(parent)
      return { type: one.type, names: [...outer.names, one.name], on: outer.on }
    }
    return { type: one.type, names: [one.name], on: 'host' in one ? (one.host?.id ?? null) : null }
  }
  return { group: module.group, partsOf }
}
