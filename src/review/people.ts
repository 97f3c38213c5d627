import type { Json } from '../base/json.ts'
import { isList, isObject } from '../base/json.ts'
import { maskedGuid } from './code/texts.ts'
import type { Review } from './content.ts'

const MAIL = /[^\s@<>"']+@[^\s@<>"']+\.[^\s@<>"']+/g

/** The review without people, whatever its author chose: principals are numbers, and mail addresses are left out. Twice is once. */
export function upright<Part extends Pick<Review, 'estate' | 'choices' | 'risks'>>(review: Part): Part {
  const numbers = new Map<string, string>()
  const principal = (id: string): string => {
    const known = numbers.get(id) ?? (id.startsWith(maskedGuid(0).slice(0, 24)) ? id : maskedGuid(900_000 + numbers.size))
    numbers.set(id, known)
    return known
  }
  const walk = (value: Json, field: string): Json => {
    if (typeof value === 'string') return field === 'principalId' && value !== '' ? principal(value) : (value.includes('@') ? value.replaceAll(MAIL, 'mail address') : value)
    if (isList(value)) return value.map((item) => walk(item, field))
    return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner, key)])) : value
  }
  return walk(review as unknown as Json, '') as unknown as Part
}
