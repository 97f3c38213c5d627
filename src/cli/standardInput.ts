import { readSync } from 'node:fs'

const chunk = 64 * 1024
const pause = 10

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

/** All bytes of standard input. A pipe whose writer is slower says EAGAIN instead of waiting, and Windows calls its end EOF. */
export function standardInput(): Buffer {
  const [parts, room]: [Buffer[], Buffer] = [[], Buffer.alloc(chunk)]
  for (;;) {
    try {
      const read = readSync(0, room)
      if (read === 0) return Buffer.concat(parts)
      parts.push(Buffer.from(room.subarray(0, read)))
    } catch (error) {
      if (codeOf(error) === 'EOF') return Buffer.concat(parts)
      if (codeOf(error) !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause)
    }
  }
}
