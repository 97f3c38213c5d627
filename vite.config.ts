import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import react from '@vitejs/plugin-react'
import { build, type Rollup } from 'vite'
import { defineConfig, type Plugin } from 'vitest/config'

const listed = (chunks: readonly Rollup.OutputChunk[]) => Object.fromEntries(chunks.map((chunk) => [chunk.fileName, chunk.moduleIds.map((id) => relative(import.meta.dirname, id))]))

/**
 * Builds redirect.html alone, so that the bridge loads 3 kB of MSAL and shares nothing with the page, and puts it beside the page.
 * Also writes which modules each chunk contains, the bridge's too, for scripts/budgets.mjs.
 */
const bridge = (): Plugin => ({
  name: 'ringfence-bridge',
  apply: 'build',
  async generateBundle(_, bundle) {
    const built = await build({
      configFile: false, root: import.meta.dirname, base: './', publicDir: false, logLevel: 'warn',
      build: { write: false, target: 'es2022', modulePreload: { polyfill: false }, rolldownOptions: { input: 'redirect.html' } },
    })
    const parts = [built].flat().flatMap((result) => ('output' in result ? result.output : []))
    for (const part of parts) this.emitFile({ type: 'asset', fileName: part.fileName, source: part.type === 'chunk' ? part.code : part.source })
    const chunks = [...Object.values(bundle), ...parts].filter((part) => part.type === 'chunk')
    this.emitFile({ type: 'asset', fileName: '.vite/modules.json', source: JSON.stringify(listed(chunks), null, 1) })
  },
})

/** GitHub's parser of workflows, a witness of ours, imports JSON in a way that only bundlers know; what it says of source maps is not true of the package. */
const witness = '@actions/workflow-parser'
const unmapped = (): Plugin => ({
  name: 'ringfence-unmapped',
  apply: 'serve',
  load: (id) => (id.includes(`/node_modules/${witness}/`) && id.endsWith('.js') ? readFileSync(id, 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '') : null),
})

/** The page's build and the unit tests; `--mode demo` builds the demo's page. The command-line tool is built by vite.cli.config.ts. */
export default defineConfig(({ mode }) => ({
  plugins: [react(), bridge(), unmapped()],
  // Only the demo's build takes `demo` and http addresses in config.json (src/config.ts).
  define: { __RINGFENCE_DEMO__: JSON.stringify(mode === 'demo') },
  // The page is served from wherever it is put, so no path in it begins at the host's root.
  base: './',
  build: {
    target: 'es2022',
    outDir: mode === 'demo' ? 'dist-demo' : 'dist',
    manifest: true,
    cssCodeSplit: true,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: 'index.html' },
  },
  test: {
    // `thorough`: bodies against the published schemas, and runs of whole plans. `bicep`: what needs the Bicep CLI. Both have their stage in `npm test`; `npm run check` runs `unit` alone.
    projects: [
      { extends: true, test: { name: 'unit', include: ['src/**/*.test.{ts,tsx}', 'scripts/*.test.ts'], exclude: ['src/**/*.{bicep,thorough}.test.ts'], testTimeout: 20_000 } },
      { extends: true, test: { name: 'thorough', include: ['src/**/*.thorough.test.ts'], testTimeout: 120_000 } },
      { extends: true, test: { name: 'bicep', include: ['src/**/*.bicep.test.ts'], testTimeout: 300_000 } },
    ],
    environment: 'node',
    pool: 'threads',
    // Vitest leaves one core to others by default; on two cores that is half the time.
    maxWorkers: '100%',
    isolate: false,
    server: { deps: { inline: [witness] } },
    // What a file becomes is kept between runs, which spares the inner loop transforming. Vitest leaves out files with the text "import.meta.glob(", so globs are written without a type argument.
    experimental: { fsModuleCache: true },
  },
}))
