/** Serves the built page for a person to look at, and prints where. Takes a free port when the usual one is taken. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './files.mjs'
import { portAsked, serve } from './serve.mjs'

if (!existsSync(join(root, 'dist', 'index.html'))) {
  console.error('There is no build yet: run npm run demo, which builds first.')
  process.exit(1)
}

const isTaken = (failure) => failure.code === 'EADDRINUSE'
const { address } = await serve(portAsked(4173)).catch((failure) => {
  if (!isTaken(failure)) throw failure
  return serve(0)
})
console.log(`Ringfence is at ${address} (stop it with Ctrl+C).`)
