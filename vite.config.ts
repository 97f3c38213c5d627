import { relative } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vitest/config'

/** Writes which modules each chunk contains, for scripts/budgets.mjs. */
const moduleList = (): Plugin => ({
  name: 'ringfence-module-list',
  apply: 'build',
  generateBundle(_, bundle) {
    const chunks = Object.values(bundle).filter((part) => part.type === 'chunk')
    const list = Object.fromEntries(chunks.map((chunk) => [chunk.fileName, chunk.moduleIds.map((id) => relative(import.meta.dirname, id))]))
    this.emitFile({ type: 'asset', fileName: '.vite/modules.json', source: JSON.stringify(list, null, 1) })
  },
})

/** The page's build and the unit tests. The command-line tool is built by vite.cli.config.ts. */
export default defineConfig({
  plugins: [react(), moduleList()],
  // The page is served from wherever it is put, so no path in it begins at the host's root.
  base: './',
  build: {
    target: 'es2022',
    manifest: true,
    cssCodeSplit: true,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: 'index.html' },
  },
  test: {
    // Tests that need the Bicep CLI are a project of their own: `vitest run --project bicep`.
    projects: [
      { extends: true, test: { name: 'unit', include: ['src/**/*.test.{ts,tsx}', 'scripts/*.test.ts'], exclude: ['src/**/*.bicep.test.ts'], testTimeout: 20_000 } },
      { extends: true, test: { name: 'bicep', include: ['src/**/*.bicep.test.ts'], testTimeout: 300_000 } },
    ],
    environment: 'node',
    pool: 'threads',
    isolate: false,
  },
})
