import { nameOf } from '../base/armId.ts'
import { isList, isObject, type Json } from '../base/json.ts'
import type { Review } from './content.ts'
import { contentsWords } from './messages.en.ts'

/** Everything that a link will contain, for whoever is about to send it. */
export interface Contents {
  /** What is in it, one sentence each. */
  readonly inside: readonly string[]
  /** What is not, and has no place in it. */
  readonly outside: readonly string[]
  /** Every name, id, range and typed text that can be read in it, each once, in order; public words of Azure are left out. */
  readonly texts: readonly string[]
}

const isPublic = (text: string): boolean => text.length < 3 || /^[A-Za-z]+$/.test(text) || /^\d+$/.test(text)

function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value]
  if (isList(value)) return value.flatMap(textsIn)
  return isObject(value) ? Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)]) : []
}

const count = <Value>(values: readonly Value[]): number => new Set(values).size

/** What a review's link contains, in words; with names kept it says so. `stays` are the ranges that a mask could not move. */
export function contents(review: Review, stays: readonly string[] = []): Contents {
  const { estate, choices, risks } = review
  const resources = Object.values(estate).flatMap((list) => (Array.isArray(list) ? list.flatMap((entry: { readonly id?: string }) => entry.id ?? []) : []))
  const all = textsIn({ estate, choices, risks } as unknown as Json)
  const ids = all.filter((text) => text.startsWith('/subscriptions/'))
  const groups = ids.flatMap((id) => /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+/i.exec(id)?.[0].toLowerCase() ?? [])
  const subscriptions = ids.flatMap((id) => id.split('/')[2]?.toLowerCase() ?? [])
  const ranges = all.filter((text) => /^\d{1,3}(\.\d{1,3}){3}(\/\d{1,2})?$/.test(text))
  const words = contentsWords[review.names]
  return {
    inside: [
      words.names({ workspace: nameOf(estate.workspace.id), resources: count(resources), groups: count(groups), subscriptions: count(subscriptions) }),
      words.ranges(count(ranges)),
      ...(stays.length === 0 ? [] : [contentsWords.stays(stays)]),
      contentsWords.settings,
      contentsWords.answers,
      ...(Object.keys(choices.access.placement.tags).length === 0 ? [] : [words.tags(Object.keys(choices.access.placement.tags).length)]),
      ...(choices.access.otherTeams.length === 0 ? [] : [words.teams(count(choices.access.otherTeams.map(({ team }) => team)))]),
      ...(risks.length === 0 ? [] : [contentsWords.risks(risks.length)]),
      contentsWords.frame({ cloud: estate.cloud, takenAt: estate.takenAt, digest: review.digest.slice(0, 8) }),
    ],
    outside: contentsWords.outside,
    texts: [...new Set(all.filter((text) => !isPublic(text)))].sort(),
  }
}
