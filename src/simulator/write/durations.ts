/** How long each piece of work takes: the median and the 95th percentile in seconds (../shared/domain/durations.json), and draws between them. */

const seconds = {
  networkCreate: [5, 20], networkDelete: [22, 23], subnet: [12, 20], securityGroup: [4, 19], peering: [11, 52],
  endpoint: [35, 120], endpointDelete: [30, 90], connection: [2, 125], registryEndpoint: [60, 180],
  zone: [31, 45], zoneLink: [60, 120], zoneGroup: [15, 60],
  account: [21, 29], vault: [31, 42], vaultPurge: [37, 60],
  registry: [8, 20], registryUpgrade: [10, 60], registryNetwork: [8, 30],
  workspace: [65, 180], workspacePatch: [30, 120], diagnose: [30, 120], compute: [30, 120],
  scopedResource: [20, 90], principal: [38, 252], register: [77, 600],
  bastion: [665, 1800], bastionStandard: [1500, 2100], gateway: [1100, 2700], gatewayDelete: [436, 448], gatewayConnection: [11, 21], circuit: [60, 90],
  whatIf: [16, 76], deployment: [28.4, 35], groupDelete: [216, 516],
  // Not in the list: a virtual machine with Windows, an estimate for the simulator only.
  machine: [90, 240],
} as const satisfies Readonly<Record<string, readonly [number, number]>>

/** The name of a kind of work. */
export type DurationName = keyof typeof seconds | 'none'

/** How long work takes: the medians, the 95th percentiles, or draws that a seed decides; `scale` makes all of it shorter or longer. */
export interface Pace {
  readonly draw: 'p50' | 'p95' | { readonly seed: number }
  readonly scale: number
}

/** The documented medians. */
export const medians: Pace = { draw: 'p50', scale: 1 }

/** A number from 0 up to 1 that a text decides. */
export function chance(text: string): number {
  let hash = 0x811c9dc5
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

/** Standard deviations between the median and the 95th percentile. */
const spread = 1.645

/** A draw from the log-normal distribution with this median and 95th percentile, no longer than four standard deviations say. */
function drawn(median: number, high: number, text: string): number {
  const [one, other] = [Math.max(chance(`${text} 1`), 1e-9), chance(`${text} 2`)]
  const normal = Math.sqrt(-2 * Math.log(one)) * Math.cos(2 * Math.PI * other)
  return median * Math.exp((Math.max(-4, Math.min(4, normal)) / spread) * Math.log(high / median))
}

/** Milliseconds that a piece of work takes; `of` tells it from others, so that the same work takes as long whenever it is done. */
export function millisecondsOf(pace: Pace, name: DurationName, of: string): number {
  if (name === 'none') return 0
  const [median, high] = seconds[name]
  const { draw } = pace
  const length = draw === 'p50' ? median : draw === 'p95' ? high : drawn(median, high, `${draw.seed} ${of.toLowerCase()} ${name}`)
  return Math.round(length * 1000 * pace.scale)
}
