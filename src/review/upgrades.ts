import { isObject, type Json, type JsonObject } from '../base/json.ts'
import { anEstate } from '../estate/estate.ts'
import { undecided } from '../steps/choices.ts'

const lists = Object.entries(anEstate.unwrap().shape).filter(([, schema]) => schema.safeParse([]).success).map(([name]) => name)

/**
 * What an older link holds, with what has been added since: a list of the estate that did not exist is empty, a question that was not asked
 * is undecided. Nothing that is there is changed; a link that needs more than this keeps opening by a step added here.
 */
export function upgraded(content: Json): Json {
  if (!isObject(content)) return content
  const { estate, choices } = content
  return {
    ...content,
    ...(isObject(estate) ? { estate: { ...Object.fromEntries(lists.map((name) => [name, []])), ...estate } } : {}),
    ...(isObject(choices) ? { choices: withQuestions(choices) } : {}),
  }
}

function withQuestions(choices: JsonObject): JsonObject {
  const added = Object.entries(undecided as unknown as JsonObject).map(([step, usual]) => {
    const own = choices[step]
    return [step, isObject(usual) && isObject(own) ? { ...usual, ...own } : (own ?? usual)] as const
  })
  return { ...choices, ...Object.fromEntries(added) }
}
