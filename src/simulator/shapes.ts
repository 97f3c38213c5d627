/** Which types the simulated ARM knows, and the api-versions that each of them answers to (generated: scripts/shapes.mjs). */
import shapes from './shapes.json' with { type: 'json' }

/** A type in ARM's letters, with the versions of its interface. */
export interface Shape {
  readonly type: string
  readonly versions: readonly string[]
}

const known: ReadonlyMap<string, Shape> = new Map(
  Object.entries(shapes.types).map(([type, set]) => [type.toLowerCase(), { type, versions: shapes.sets[set] ?? [] }]),
)

const namespaces: ReadonlySet<string> = new Set([...known.keys()].map((type) => type.split('/')[0] ?? ''))

/** What is known of a type, or null; case does not matter. */
export const shapeOf = (type: string): Shape | null => known.get(type.toLowerCase()) ?? null

/** Whether any type of this namespace is known. */
export const isNamespace = (namespace: string): boolean => namespaces.has(namespace.toLowerCase())

/** The types of a namespace. */
export const typesOf = (namespace: string): readonly Shape[] => [...known].filter(([key]) => key.startsWith(`${namespace.toLowerCase()}/`)).map(([, shape]) => shape)
