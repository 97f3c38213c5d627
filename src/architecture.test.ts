import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'

// The import law of the architecture (section 4) as data. A module is a folder of src/; it may import itself and what its row names.

const REACT = ['react', 'react-dom', 'react/jsx-runtime']
const FLUENT = ['@fluentui/react-components', '@fluentui/react-icons']
const STEPS = ['steps', 'steps/rule', 'steps/choices']
/** What a visit may use without a network. */
const VISIT = ['base', 'facts', 'estate', 'reach', ...STEPS, 'changes', 'resources', 'exports', 'exports/file', 'report', 'review', 'topology', 'discovery/read']
const NETWORK = ['arm', 'discovery', 'apply', 'apply/progress']

/** What one zone may import: zones, and packages (a package covers its subpaths). */
interface Row { readonly zones: readonly string[]; readonly packages: readonly string[] }

/** Zones are modules, or the parts of a module that the law tells apart (`zoneOf`). */
const LAW: Readonly<Record<string, Row>> = {
  base: { zones: [], packages: ['zod', '@noble/hashes'] },
  facts: { zones: ['base'], packages: [] },
  estate: { zones: ['base'], packages: ['zod'] },
  reach: { zones: ['base', 'facts', 'estate'], packages: [] },
  steps: { zones: ['base', 'facts', 'estate', 'reach', 'steps/rule', 'steps/choices'], packages: ['zod'] },
  'steps/rule': { zones: ['base', 'facts', 'estate', 'reach', 'steps', 'steps/choices'], packages: ['zod'] },
  'steps/choices': { zones: ['base', 'facts', 'estate', 'reach', 'steps'], packages: ['zod'] },
  'steps/screens': { zones: ['base', 'facts', 'estate', 'reach', ...STEPS, 'components'], packages: [...REACT, ...FLUENT] },
  changes: { zones: ['base', 'facts'], packages: ['dequal'] },
  resources: { zones: ['base', 'facts', 'estate', 'changes'], packages: ['zod'] },
  exports: { zones: ['base', 'facts', 'changes', 'exports/file'], packages: ['fflate'] },
  'exports/file': { zones: ['base', 'facts', 'changes', 'exports'], packages: [] },
  report: { zones: ['base', 'facts', 'estate', ...STEPS, 'changes', 'exports', 'exports/file'], packages: [] },
  arm: { zones: ['base'], packages: [] },
  auth: { zones: ['base', 'facts'], packages: ['@azure/msal-browser', '@azure/msal-react', 'react', 'react/jsx-runtime'] },
  discovery: { zones: ['base', 'facts', 'estate', 'resources', 'arm'], packages: ['zod'] },
  apply: {
    zones: ['base', 'facts', 'estate', 'reach', 'changes', 'resources', 'arm', 'discovery', 'discovery/read', 'apply/progress'], packages: ['zod', 'idb'],
  },
  'apply/progress': { zones: ['base', 'facts', 'estate', 'reach', 'changes', 'resources'], packages: [] },
  review: { zones: ['base', 'estate', 'steps/choices'], packages: ['zod', 'fflate'] },
  topology: { zones: ['base', 'estate', 'reach'], packages: [] },
  session: { zones: [...VISIT, ...NETWORK, 'session/derive', 'session/effects'], packages: ['zustand/vanilla', 'idb'] },
  // It reads the snapshot, and nothing else of discovery.
  'session/derive': { zones: [...VISIT, 'session'], packages: [] },
  'session/effects': { zones: [...VISIT, ...NETWORK, 'session', 'session/derive'], packages: ['idb'] },
  'discovery/read': { zones: ['base', 'facts', 'estate', 'resources', 'discovery'], packages: ['zod'] },
  components: { zones: ['base', 'estate', 'changes', 'topology', 'steps/rule', 'exports/file'], packages: [...REACT, ...FLUENT] },
  app: {
    zones: [
      'base', 'facts', 'estate', 'reach', ...STEPS, 'steps/screens', 'changes', 'exports', 'exports/file', 'report', 'review', 'topology', 'apply/progress',
      // The printed table of requirements is a page of the app, as text.
      'session', 'session/derive', 'components', 'docs',
    ],
    packages: [...REACT, ...FLUENT, 'zustand', 'wouter'],
  },
  simulator: { zones: ['base', 'simulator/node'], packages: [] },
  // The one adapter to Node's http server; the simulator itself is a fetch.
  'simulator/node': { zones: ['base', 'simulator'], packages: ['node:http'] },
  config: { zones: ['base', 'facts'], packages: ['zod'] },
  docs: { zones: [], packages: [] },
  root: { zones: [], packages: [] },
}

const PURE = ['base', 'facts', 'estate', 'reach', ...STEPS, 'changes', 'resources', 'exports', 'exports/file', 'report', 'topology',
  'session/derive', 'discovery/read']
const MOST_LINES = 250
const DATA = /^(facts|resources\/wire)\/|\/(fixtures|scenarios|golden|rules)\/|messages\.en\.ts$|^steps\/[^/]+\/rules\.ts$|^steps\/requirements\.(ts|json)$|^estate\/arbitrary\.ts$/

const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path) || path.includes('/fixtures/') || /\/(examples|arbitrary\w*)\.ts$/.test(path)

/** The zone of a file, given by its path below src/. */
function zoneOf(path: string): string {
  if (path.startsWith('../docs/')) return 'docs'
  const [module = '', ...rest] = path.split('/')
  if (rest.length === 0) return module === 'config.ts' ? 'config' : 'root'
  if (module === 'cli') return 'root'
  const last = rest.at(-1) ?? ''
  if (module === 'steps' && (last.endsWith('.tsx') || last.endsWith('.css') || path === 'steps/screen.ts')) return 'steps/screens'
  if (module === 'steps' && last === 'choices.ts') return 'steps/choices'
  if (path === 'steps/rule.ts') return 'steps/rule'
  if (path === 'exports/exportFile.ts') return 'exports/file'
  if (path === 'apply/progress.ts') return 'apply/progress'
  if (path === 'session/derive.ts') return 'session/derive'
  if (module === 'session' && EFFECTS.has(last)) return 'session/effects'
  if (path === 'simulator/node.ts') return 'simulator/node'
  if (path === 'discovery/readEstate.ts') return 'discovery/read'
  return module
}

/** The files of a visit that cause something outside it: screens never see them. */
const EFFECTS: ReadonlySet<string> = new Set(['effects.ts', 'liveEffects.ts', 'listing.ts', 'reading.ts', 'signing.ts', 'openings.ts', 'reviewEffects.ts', 'applyEffects.ts', 'applying.ts', 'applyRun.ts', 'applyHold.ts', 'applyStart.ts', 'applyBack.ts', 'applySite.ts', 'applyAfter.ts'])

const stepOf = (path: string): string => (path.split('/').length > 2 ? (path.split('/')[1] ?? '') : '')

interface Scan { readonly specifiers: readonly string[]; readonly readsClock: boolean }

const isNode = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null

/** Every import specifier of a file, whatever its form, and whether it asks for the time. */
function scan(path: string, text: string): Scan {
  const specifiers: string[] = []
  let readsClock = false
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit)
    if (!isNode(node)) return
    const source = node['source']
    if (typeof node['type'] === 'string' && /^(Import|Export\w+|TSImport)(Declaration|Expression|Type)$/.test(node['type']) && isNode(source)) {
      specifiers.push(typeof source['value'] === 'string' ? source['value'] : '(computed)')
    }
    const callee = node['callee']
    if (node['type'] === 'NewExpression' && isNode(callee) && callee['name'] === 'Date' && Array.isArray(node['arguments']) && node['arguments'].length === 0) readsClock = true
    Object.values(node).forEach(visit)
  }
  const parsed = parseSync(path, text)
  if (parsed.errors.length > 0) throw new Error(`${path} does not parse: ${parsed.errors[0]?.message}`)
  visit(parsed.program)
  return { specifiers, readsClock }
}

const targetOf = (path: string, specifier: string): string => normalize(join(dirname(path), specifier.replace(/\?.*$/, ''))).split(sep).join('/')
const covers = (allowed: string, specifier: string): boolean => specifier === allowed || specifier.startsWith(`${allowed}/`)

function faultOf(path: string, specifier: string): string | null {
  const from = zoneOf(path)
  const row = LAW[from]
  if (row === undefined) return `${path}: ${from} is no module of the architecture`
  const everything = from === 'root'
  if (!specifier.startsWith('.')) {
    return everything || row.packages.some((allowed) => covers(allowed, specifier)) ? null : `${path} imports ${specifier}: ${from} may not use that package`
  }
  const target = targetOf(path, specifier)
  if (!/\.(ts|tsx|css|json|svg)$/.test(target) && !specifier.endsWith('.md?raw')) return `${path} imports ${specifier}: write the ending`
  if (/\.test\.tsx?$/.test(target)) return `${path} imports the test ${target}`
  const to = zoneOf(target)
  if (everything) return null
  if (to === from || row.zones.includes(to)) return otherStep(path, target)
  return `${path} imports ${target}: ${from} may not import ${to}`
}

/** One step sees of another its choices only; the list of steps sees all. */
function otherStep(path: string, target: string): string | null {
  const [own, other] = [stepOf(path), stepOf(target)]
  const bothSteps = path.startsWith('steps/') && target.startsWith('steps/')
  if (!bothSteps || own === '' || other === '' || own === other || target.endsWith('/choices.ts')) return null
  return `${path} imports ${target}: of another step only its choices may be seen`
}

/** One cycle among the imports, as a path that ends where it began; null when there is none. */
function cycleIn(imports: ReadonlyMap<string, readonly string[]>): string | null {
  const done = new Set<string>()
  const walk = (path: string, trail: readonly string[]): string | null => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path].join(' → ')
    if (done.has(path)) return null
    const found = (imports.get(path) ?? []).map((next) => walk(next, [...trail, path])).find((cycle) => cycle !== null)
    done.add(path)
    return found ?? null
  }
  return [...imports.keys()].map((path) => walk(path, [])).find((cycle) => cycle !== null) ?? null
}

/** What breaks the law in a set of source files, as sentences. Paths are below src/. */
function faults(files: ReadonlyMap<string, string>): readonly string[] {
  const product = [...files].filter(([path]) => !isTest(path) && /\.tsx?$/.test(path))
  const scans = new Map(product.map(([path, text]) => [path, scan(path, text)]))
  const law = [...scans].flatMap(([path, { specifiers }]) => specifiers.map((specifier) => faultOf(path, specifier)).filter((fault) => fault !== null))
  const clocks = [...scans].filter(([path, { readsClock }]) => readsClock && PURE.includes(zoneOf(path))).map(([path]) => `${path} asks for the time: hand the date in`)
  const long = product.filter(([path, text]) => !DATA.test(path) && text.split('\n').length - 1 > MOST_LINES).map(([path]) => `${path} has more than ${MOST_LINES} lines`)
  const imports = new Map([...scans].map(([path, { specifiers }]) => [path, specifiers.filter((one) => one.startsWith('.')).map((one) => targetOf(path, one))]))
  const cycle = cycleIn(imports)
  return [...law, ...clocks, ...long, ...(cycle === null ? [] : [`a cycle: ${cycle}`])]
}

const src = fileURLToPath(new URL('.', import.meta.url))
const sources = (): ReadonlyMap<string, string> => new Map(
  readdirSync(src, { recursive: true, encoding: 'utf8' }).map((path) => path.split(sep).join('/')).filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
    .map((path) => [path, readFileSync(join(src, path), 'utf8')]))

const of = (path: string, text: string): readonly string[] => faults(new Map([[path, text]]))

describe('the import law', () => {
  it('holds in every file of src', () => {
    expect(faults(sources())).toEqual([])
  })

  it('names zones only that exist in it', () => {
    expect(Object.values(LAW).flatMap((row) => row.zones).filter((zone) => LAW[zone] === undefined)).toEqual([])
  })

  it.each([
    ['a static import', "import { plan } from '../../resources/index.ts'\nexport const x = plan"],
    ['a type import', "import type { Change } from '../../changes/change.ts'\nexport type X = Change"],
    ['an inline type', "export type X = import('../../changes/change.ts').Change"],
    ['a dynamic import', "export const x = () => import('../../resources/index.ts')"],
    ['a re-export', "export { plan } from '../../resources/index.ts'"],
    ['a re-export of all', "export * from '../../resources/index.ts'"],
    ['an import for its effect', "import '../../resources/index.ts'"],
  ])('finds %s that it forbids', (_, text) => {
    expect(of('steps/storage/rules.ts', text)).toHaveLength(1)
  })

  it('is not misled by comments and texts', () => {
    expect(of('steps/storage/rules.ts', "// import x from '../../resources/index.ts'\nexport const x = \"import('../../resources/index.ts')\"")).toEqual([])
  })

  it.each([
    ['base/cidr.ts', 'react'], ['exports/bundle.ts', 'zod'], ['steps/storage/rules.ts', 'react'], ['review/seal.ts', '@azure/msal-browser'], ['arm/client.ts', 'node:fs'],
    ['simulator/world.ts', 'zod'], ['session/store.ts', 'zustand'], ['components/Question.tsx', 'wouter'],
  ])('keeps %s from the package %s', (path, name) => {
    expect(of(path, `import '${name}'`)).toHaveLength(1)
  })

  it.each([
    ['steps/storage/rules.ts', '../keyVault/rules.ts'], ['steps/storage/Screen.tsx', '../../session/store.ts'], ['steps/storage/rules.ts', './Screen.tsx'],
    ['exports/bundle.ts', '../estate/estate.ts'], ['simulator/world.ts', '../facts/ask.ts'], ['app/App.tsx', '../arm/client.ts'], ['app/App.tsx', '../apply/apply.ts'],
    ['app/App.tsx', '../session/effects.ts'], ['review/seal.ts', '../steps/index.ts'], ['components/FindingRow.tsx', '../steps/index.ts'], ['nowhere/x.ts', './y.ts'],
    ['session/derive.ts', '../arm/client.ts'], ['session/store.ts', '../auth/signIn.ts'], ['base/cidr.ts', './json'], ['base/cidr.ts', './cidr.test.ts'],
  ])('keeps %s from %s', (path, target) => {
    expect(of(path, `import '${target}'`)).toHaveLength(1)
  })

  it.each([
    ['steps/storage/configure.ts', '../keyVault/choices.ts'], ['steps/index.ts', './keyVault/step.ts'], ['app/routes.ts', '../steps/storage/Screen.tsx'],
    ['app/ApplyPage.tsx', '../apply/progress.ts'], ['components/FindingRow.tsx', '../steps/rule.ts'], ['main.tsx', './session/effects.ts'], ['cli.ts', 'node:fs'],
    ['components/Icon.tsx', '@fluentui/react-icons/svg/add'], ['steps/storage/storage.test.ts', '../../resources/index.ts'],
  ])('lets %s import %s', (path, target) => {
    expect(of(path, `import '${target}'`)).toEqual([])
  })

  it('finds a cycle, even one of types', () => {
    expect(faults(new Map([
      ['base/a.ts', "import type { B } from './b.ts'\nexport type A = B"], ['base/b.ts', "import type { C } from './c.ts'\nexport type B = C"],
      ['base/c.ts', "import type { A } from './a.ts'\nexport type C = A"],
    ]))).toEqual(['a cycle: base/a.ts → base/b.ts → base/c.ts → base/a.ts'])
  })

  it('finds a clock in a pure module and a long file', () => {
    expect(of('base/a.ts', 'export const now = () => new Date()')).toEqual(['base/a.ts asks for the time: hand the date in'])
    expect(of('base/a.ts', 'export const then = (text: string) => new Date(text)')).toEqual([])
    expect(of('base/a.ts', 'export {}\n'.repeat(251))).toEqual(['base/a.ts has more than 250 lines'])
    expect(of('facts/a.ts', 'export {}\n'.repeat(251))).toEqual([])
  })
})
