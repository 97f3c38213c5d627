import { before, behind, block, type Document, line } from '../../base/document.ts'
import { isObject, type Json } from '../../base/json.ts'

/** JSON over several lines, as `JSON.stringify` with two spaces writes it. */
export function jsonDocument(json: Json): Document {
  if (Array.isArray(json) && json.length > 0) return block('[', listed(json.map((item: Json) => jsonDocument(item))), ']')
  if (isObject(json) && Object.keys(json).length > 0) {
    return block('{', listed(Object.entries(json).map(([key, inner]) => before(`${JSON.stringify(key)}: `, jsonDocument(inner)))), '}')
  }
  return line(JSON.stringify(json))
}

const listed = (items: readonly Document[]): Document => items.flatMap((item, index) => (index === items.length - 1 ? item : behind(item, ',')))
