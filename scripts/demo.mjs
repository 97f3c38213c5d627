/**
 * Builds the demo's page into dist-demo/, starts a local sample Azure beside it, serves the page and prints where. dist/ stays the product's.
 * `npm run demo -- [--scenario NAME] [--port 4173]`; takes other ports when these are taken. What the page may ask this server for stands in src/demo.ts.
 */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'vite'
import { isMain, root } from './files.mjs'
import { serve } from './serve.mjs'

const PORT = 4173

/** Builds the page of the demo and the local Azure; gives the latter as a module. */
async function built(outDir) {
  await build({ root, mode: 'demo', logLevel: 'warn', build: { outDir, emptyOutDir: true } })
  const folder = join(root, '.cache', 'demo')
  await build({
    configFile: false, root, publicDir: false, logLevel: 'warn', ssr: { noExternal: true, target: 'node' },
    build: { ssr: 'src/demo.ts', target: 'node20', outDir: folder, emptyOutDir: true, minify: false, rolldownOptions: { output: { entryFileNames: 'demo.mjs', format: 'es', codeSplitting: false } } },
  })
  return import(pathToFileURL(join(folder, 'demo.mjs')).href)
}

const json = (response, value) => {
  response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' }).end(JSON.stringify(value))
  return true
}

/** What the demo's server answers beside the files of the build. */
export const demoPaths = (demo, { names, scenarioNamed }) => async (path, request, response) => {
  if (request.method === 'GET' && path === '/config.json') return json(response, demo.config())
  if (request.method === 'GET' && path === '/demo/scenarios.json') return json(response, { names, current: demo.current() })
  const asked = request.method === 'POST' ? /^\/demo\/scenario\/(\w+)$/.exec(path)?.[1] : undefined
  if (asked === undefined) return false
  const name = scenarioNamed(asked)
  if (name !== null) await demo.open(name)
  response.writeHead(name === null ? 404 : 204, { 'Cache-Control': 'no-store' }).end()
  return true
}

/** Builds and starts everything; gives where the page is, and `close`. Throws for a scenario that is not there. */
export async function startAll({ scenario = 'open', port = PORT, outDir = 'dist-demo' } = {}) {
  const module = await built(outDir)
  const first = module.scenarioNamed(scenario)
  if (first === null) throw new Error(`there is no scenario ${scenario}; there are ${module.names.join(', ')}`)
  const demo = await module.startDemo(first, port + 1)
  const options = { config: demo.config(), also: demoPaths(demo, module) }
  const page = await serve(port, join(root, outDir), options).catch((failure) => {
    if (failure.code !== 'EADDRINUSE') throw failure
    return serve(0, join(root, outDir), options)
  })
  return { address: page.address, scenario: first, names: module.names, close: async () => { await Promise.all([page.close(), demo.close()]) } }
}

if (isMain(import.meta.url)) {
  const { values } = parseArgs({ options: { scenario: { type: 'string' }, port: { type: 'string' } } })
  const { address, scenario, names } = await startAll({ ...(values.scenario === undefined ? {} : { scenario: values.scenario }), ...(values.port === undefined ? {} : { port: Number(values.port) }) })
    .catch((failure) => {
      console.error(failure.message)
      process.exit(1)
    })
  console.log(`Ringfence is at ${address}, beside a local sample Azure that shows the world ${scenario} (stop it with Ctrl+C).`)
  console.log(`Other worlds: ${names.filter((name) => name !== scenario).join(', ')}.`)
}
