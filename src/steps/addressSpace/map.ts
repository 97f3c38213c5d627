import { type Range, type Span, addressText, freeRanges, overlaps, rangesOf } from '../../base/cidr.ts'
import type { Estate } from '../../estate/estate.ts'
import { reservedRanges } from '../../facts/address.ts'
import type { Choices } from '../choices.ts'
import { type Taken, networkPrefixes, takenRanges } from './conflicts.ts'

/** A stretch of one row of the map, with its share of the row. */
export interface MapBlock {
  readonly kind: 'exists' | 'planned' | 'free' | 'conflict'
  readonly name: string
  /** The prefix length; null for free space. */
  readonly length: number | null
  /** Addresses in use as Azure counts them; null where it did not say. */
  readonly used: number | null
  readonly addresses: number
  /** The rest of a range that began in a row above. */
  readonly place: 'start' | 'continued'
  readonly start: number
  readonly share: number
}

/** One row: its addresses, and what lies in it. */
export interface MapRow {
  readonly label: string
  readonly blocks: readonly MapBlock[]
}

/** One prefix of the network, drawn. `meetsDocker`: it meets the Docker bridge (ADDR-01). */
export interface MapPrefix {
  readonly prefix: string
  readonly total: number
  readonly free: number
  readonly perRow: number
  readonly meetsDocker: boolean
  readonly rows: readonly MapRow[]
}

const size = ({ first, last }: Span): number => last - first + 1
/** A prefix is drawn in sixteen rows; a row never holds fewer addresses than the smallest useful block. */
const rowsPerPrefix = 16
const smallestRow = 16

/** The chosen network's prefixes as rows of equal size, rows that are wholly free folded together. `estate` is the current one. */
export function addressMap(estate: Estate, choices: Choices): readonly MapPrefix[] {
  const taken = takenRanges(estate, choices)
  const docker = rangesOf(reservedRanges.filter(({ kind }) => kind === 'docker-bridge').map(({ cidr }) => cidr))
  return rangesOf(networkPrefixes(estate, choices)).map((range) => {
    const perRow = Math.max(smallestRow, size(range) / rowsPerPrefix)
    const meetsDocker = docker.some((each) => overlaps(each, range))
    const free = freeRanges([range], taken.map((each) => each.range)).reduce((sum, each) => sum + size(each), 0)
    return { prefix: range.text, total: size(range), free, perRow, meetsDocker, rows: rowsOf(estate, range, taken, perRow) }
  })
}

function rowsOf(estate: Estate, range: Range, taken: readonly Taken[], perRow: number): readonly MapRow[] {
  const starts = Array.from({ length: Math.ceil(size(range) / perRow) }, (_, index) => range.first + index * perRow)
  const rows = starts.map((first) => ({ first, last: Math.min(range.last, first + perRow - 1) })).map((span) => ({ span, here: taken.filter((each) => overlaps(each.range, span)) }))
  return folded(rows).map(({ span, here }) => ({ label: labelOf(range, span, perRow), blocks: here.length === 0 ? [freeBlock(span, span)] : blocksOf(estate, span, here) }))
}

type Row = { readonly span: Span; readonly here: readonly Taken[] }

/** Neighbouring rows without anything in them become one. */
function folded(rows: readonly Row[]): readonly Row[] {
  return rows.reduce<readonly Row[]>((all, row) => {
    const before = all.at(-1)
    return before !== undefined && before.here.length === 0 && row.here.length === 0 ? [...all.slice(0, -1), { span: { first: before.span.first, last: row.span.last }, here: [] }] : [...all, row]
  }, [])
}

/** The first row of a prefix says the whole address; below it the two octets that all rows share are left out. */
function labelOf(range: Range, { first, last }: Span, perRow: number): string {
  const short = (address: number): string => (range.prefix < 16 ? addressText(address) : `.${addressText(address).split('.').slice(2).join('.')}`)
  const start = first === range.first ? addressText(first) : short(first)
  return last - first + 1 > perRow ? `${start} – ${short(last)}` : start
}

const freeBlock = (span: Span, row: Span): MapBlock => ({ kind: 'free', name: '', length: null, used: null, addresses: size(span), place: 'start', start: (span.first - row.first) / size(row), share: size(span) / size(row) })

function blocksOf(estate: Estate, row: Span, here: readonly Taken[]): readonly MapBlock[] {
  const clipped = here.map((each) => ({ ...each, span: { first: Math.max(each.range.first, row.first), last: Math.min(each.range.last, row.last) } }))
  const blocks = clipped.map((each): MapBlock => {
    const meets = here.some((other) => other !== here.find(({ range, name }) => range === each.range && name === each.name) && overlaps(other.range, each.range))
    const used = estate.usages.find(({ subnetId }) => subnetId === each.id)?.used
    return {
      kind: meets ? 'conflict' : each.use, name: each.name, length: each.range.prefix, used: used ?? null, addresses: size(each.span), place: each.range.first < row.first ? 'continued' : 'start',
      start: (each.span.first - row.first) / size(row), share: size(each.span) / size(row),
    }
  })
  const free = freeRanges([row], clipped.map(({ span }) => span)).map((span) => freeBlock(span, row))
  return [...blocks, ...free].sort((one, other) => one.start - other.start)
}
