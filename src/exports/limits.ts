/** Azure Resource Manager's limits on one deployment of a template (arm-protocol.md section 9, templates.md section 7; fault F78). */
import { isObject, type Json, type JsonObject, parseJson } from '../base/json.ts'
import type { Beyond, ExportFile } from './exportFile.ts'

type Limited = Beyond['what']

const MOST: Readonly<Record<Limited, number>> = { templateBytes: 4 * 1024 * 1024, resourceBytes: 1024 * 1024, resources: 800, parameters: 256, variables: 256 }

const bytes = (text: string): number => new TextEncoder().encode(text).length
const sizeOf = (value: Json | undefined): number => (isObject(value) ? Object.keys(value).length : 0)
const resourcesOf = (template: JsonObject): readonly JsonObject[] => (Array.isArray(template['resources']) ? template['resources'] : []).filter(isObject)

/** The template that a nested deployment carries. */
function carried({ properties }: JsonObject): JsonObject | null {
  const template = isObject(properties) ? properties['template'] : undefined
  return isObject(template) ? template : null
}

/** What a template has of each; a nested one counts on its own, and its resources for the whole as well. */
function counted(template: JsonObject): Readonly<Record<Exclude<Limited, 'templateBytes'>, number>> {
  const own = resourcesOf(template)
  const inner = own.map(carried).filter((template) => template !== null).map(counted)
  const most = (what: 'parameters' | 'variables' | 'resourceBytes', here: number): number => Math.max(here, ...inner.map((one) => one[what]))
  return {
    resources: own.length + inner.reduce((sum, { resources }) => sum + resources, 0),
    parameters: most('parameters', sizeOf(template['parameters'])), variables: most('variables', sizeOf(template['variables'])),
    resourceBytes: most('resourceBytes', Math.max(0, ...own.filter((resource) => carried(resource) === null).map((resource) => bytes(JSON.stringify(resource))))),
  }
}

/** The limits that the ARM templates among the files would exceed; empty where Azure takes all of them. */
export const beyondLimits = (files: readonly ExportFile[]): readonly Beyond[] => files.filter(({ path }) => /(^|\/)azuredeploy\.json$/.test(path)).flatMap(({ path, text }) => {
  const parsed = parseJson(text)
  if (!parsed.ok || !isObject(parsed.value)) return []
  const has: Readonly<Record<Limited, number>> = { templateBytes: bytes(text), ...counted(parsed.value) }
  const over = (Object.keys(MOST) as Limited[]).filter((what) => has[what] > MOST[what])
  return over.map((what) => ({ folder: path.split('/').slice(0, -1).join('/'), what, has: has[what], most: MOST[what] }))
})
