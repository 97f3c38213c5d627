import { parseArmId } from '../../base/armId.ts'
import { isList, isObject, type Json, type JsonObject } from '../../base/json.ts'
import { sha256 } from '../../base/sha256.ts'
import { type Estate } from '../../estate/estate.ts'
import { type Choices, choicesSchema } from '../../steps/choices.ts'
import { type Dictionary, newest } from '../code/dictionary.ts'
import { idParts, timeNumber } from '../code/texts.ts'
import { reduced, type Risk } from '../content.ts'
import { longest } from '../limits.ts'
import { maskedAsText, unmasking } from './prose.ts'
import { type Names, newNames } from './names.ts'
import { isRangeText, maskRanges, type RangeMask } from './ranges.ts'
import { azureWord, vocabulary } from './vocabulary.ts'

/** What of a design a review shows. */
export interface Design {
  readonly estate: Estate
  readonly choices: Choices
  readonly risks: readonly Risk[]
}

/** A masked design, and the way back for whoever masked it. */
export interface Masked {
  readonly design: Design
  /** Originals in lower case with their pseudonyms; to be kept from the link. */
  readonly pairs: ReadonlyMap<string, string>
  /** Ranges and addresses that could not move: those that Microsoft names, very wide ones, and those without room elsewhere. */
  readonly stays: readonly string[]
  /** A text of the masked plan with the original names again: ids in their keys, say. */
  readonly unmask: (text: string) => string
}

interface Mask {
  readonly dictionary: Dictionary
  readonly names: Names
  readonly ranges: RangeMask
  readonly publicTokens: ReadonlySet<string>
}

/** What nobody outside can guess and everybody inside has: pseudonyms are the same wherever the workspace is looked at from. */
const keyOf = ({ workspace }: Estate): string => sha256(['ringfence', workspace.id, workspace.guid, workspace.tenantId].join('|').toLowerCase())

/**
 * A design in which ids, names, principals, tags and address ranges are pseudonyms, and which breaks the same rules at the same places.
 * Pseudonyms are drawn by what the workspace's own GUIDs say, so that another link of the same workspace has the same ones.
 */
export function mask({ estate, choices, risks }: Design, dictionary: Dictionary = newest): Masked {
  const plain = { estate: reduced(estate), choices, risks } as unknown as JsonObject
  const texts = allTexts(plain)
  const key = keyOf(estate)
  const names = newNames(dictionary, texts.join('\n'), key)
  const all = [...new Set(texts.flatMap((text) => text.match(ANY_RANGE) ?? []))].sort()
  const ranges = maskRanges(all, dictionary.ranges, key)
  const made: Mask = { dictionary, names, ranges, publicTokens: new Set([...dictionary.tokens, ...regionsIn(plain)]) }
  for (const text of resourceTexts(plain)) register(made, text)
  const answers = plain['choices'] ?? null
  for (const text of unfit(answers, maskValue(made, answers, ''))) names.whole(text)
  const design = maskValue(made, plain, '') as unknown as Design
  return { design, pairs: names.pairs(), stays: all.filter((range) => ranges(range) === range && !isPublic(made, range)), unmask: unmasking(names.pairs()) }
}

const ANY_RANGE = /\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?/g
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function allTexts(value: Json): readonly string[] {
  if (typeof value === 'string') return [value]
  if (isList(value)) return value.flatMap(allTexts)
  return isObject(value) ? [...Object.keys(value), ...Object.values(value).flatMap(allTexts)] : []
}

/** The ids under `id`, which name resources themselves. */
function resourceTexts(value: Json): readonly string[] {
  if (isList(value)) return value.flatMap(resourceTexts)
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, inner]) => (key === 'id' && typeof inner === 'string' ? [inner] : resourceTexts(inner)))
}

/** The regions of an estate: they are kept, so they may stand in hosts as well. */
function regionsIn(value: Json): readonly string[] {
  if (isList(value)) return value.flatMap(regionsIn)
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, inner]) => (key === 'region' && typeof inner === 'string' ? [inner.toLowerCase()] : regionsIn(inner)))
}

/** The texts of choices whose pseudonyms, made of several, are too long for what they name. */
function unfit(choices: Json, masked: Json): readonly string[] {
  const issues = choicesSchema.safeParse(masked).error?.issues ?? []
  return issues.flatMap(({ path }) => {
    const text = path.reduce<Json | undefined>((value, key) => (isObject(value) ? value[String(key)] : isList(value) ? value[Number(key)] : undefined), choices)
    return typeof text === 'string' ? [text] : []
  })
}

function register(mask: Mask, text: string): void {
  const parts = idParts(text)
  if (parts === null) return
  register(mask, parts.parent)
  maskSegment(mask, parts.name, parts.piece)
}

const isPublic = ({ dictionary }: Mask, text: string): boolean => dictionary.wordNumbers.has(text)

function maskSegment(mask: Mask, name: string, piece: string): string {
  if (piece === '/providers/' || isPublic(mask, name) || isPublic(mask, name.toLowerCase())) return name
  if (GUID.test(name)) return mask.names.guid(name)
  if (mask.names.has(name)) return mask.names.whole(name)
  return piece.toLowerCase() === recordPiece || mentionsKnown(mask, name) ? maskedAsText(name, mask) : mask.names.whole(name, isOdd(name, piece) ? `${piece}-` : piece)
}

/** Before the name of a record. It is named as the host is that leads to it, less the zone: what a host is made of is masked alike in both. */
const recordPiece = '/a/'

/** A datastore's name that is not plain (DATA-10) gets a pseudonym that is not plain either. */
const isOdd = (name: string, piece: string): boolean => piece === '/datastores/' && !/^[a-z0-9_]+$/.test(name)

/** Whether a name is made of another one, as those of new resources are. */
const mentionsKnown = ({ names }: Mask, name: string): boolean => names.find(name).length > 0

function maskId(mask: Mask, text: string): string {
  const parts = idParts(text)
  if (parts === null) return maskedAsText(text, mask)
  return (parts.parent === '' ? '' : maskId(mask, parts.parent)) + parts.piece + maskSegment(mask, parts.name, parts.piece)
}

function maskValue(mask: Mask, value: Json, field: string): Json {
  if (typeof value === 'string') return maskText(mask, value, field)
  if (isList(value)) return value.map((item) => maskValue(mask, item, field))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [field === 'tags' ? maskText(mask, key, 'tag') : key, maskValue(mask, inner, key)]))
}

function maskText(mask: Mask, text: string, field: string): string {
  if (field === 'reason') return maskedAsText(text, mask, 'prose').slice(0, longest.reason)
  if (isPublic(mask, text) || text === '') return text
  if (isRangeText(text)) return mask.ranges(text)
  if (vocabulary.has(field) && azureWord.test(text)) return text
  if (mask.names.has(text)) return mask.names.whole(text)
  if (timeNumber(text) !== null || /^[\d,*-]{1,20}$/.test(text) || /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z?)?$/.test(text)) return text
  if (parseArmId(text) === text) return maskId(mask, text)
  if (GUID.test(text)) return mask.names.guid(text)
  return maskedAsText(text, mask)
}
