/** The process around the tool: its arguments, its streams, its network, and Ctrl+C. */
import { randomUUID } from 'node:crypto'
import process from 'node:process'
import { systemClock } from '../arm/clock.ts'
import { run } from './run.ts'
import { az } from './token.ts'

// Who reads may have read enough (`| head`); what the tool does goes on to its end all the same.
const goOnUnread = (failure: NodeJS.ErrnoException): void => {
  if (failure.code !== 'EPIPE') throw failure
}

/** Runs the tool for the arguments of this process and sets its exit code. Ctrl+C stops reading; a second one ends the process. */
export async function main(): Promise<void> {
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  process.stdout.on('error', goOnUnread)
  process.stderr.on('error', goOnUnread)
  process.exitCode = await run(
    process.argv.slice(2),
    { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text) },
    { env: process.env, fetch: (request) => fetch(request), clock: systemClock, newId: randomUUID, az, signal: stop.signal },
  )
}
