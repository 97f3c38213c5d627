import { deflateSync, Inflate } from 'fflate'
import { limits } from './limits.ts'

/** Bytes, smaller: raw deflate (RFC 1951) that may refer to `sample`. */
export const squeeze = (bytes: Uint8Array, sample: Uint8Array): Uint8Array => deflateSync(bytes, { level: 9, dictionary: sample })

/** No more than this goes into the inflater at once: deflate makes at most 1,032 bytes of one, so a step stays below 270 kB. */
const STEP = 256
/** Little input may grow to this much whatever the ratio. */
const ALWAYS = 4_096

/**
 * The bytes that `squeeze` made smaller; null when they are none of its, or more than `limits` allow. It stops while inflating, so a bomb
 * takes no more room than the limit and one step.
 */
export function unsqueeze(bytes: Uint8Array, sample: Uint8Array): Uint8Array | null {
  const most = Math.min(limits.inflated, Math.max(ALWAYS, bytes.length * limits.ratio))
  const parts: Uint8Array[] = []
  let [size, ended] = [0, false]
  try {
    const inflate = new Inflate({ dictionary: sample }, (part, final) => {
      size += part.length
      if (size <= most) parts.push(part)
      ended ||= final
    })
    for (let at = 0; at < bytes.length; at += STEP) {
      inflate.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length)
      if (size > most) return null
    }
  } catch {
    return null
  }
  return ended ? joined(parts, size) : null
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  const all = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
