import { idKey } from '../base/armId.ts'
import { itemsOf } from '../review/reply.ts'
import type { View } from './derive.ts'
import { newestAnswers, replied } from './replies.ts'
import { saidWords as words } from './saidWords.en.ts'
import type { Design } from './session.ts'

/** What people said of each resource of a plan, by `idKey`, as comments of an export: risks that hold on `today`, and the newest answers that still hold. */
export function commentsOn(view: View, { risks, replies }: Pick<Design, 'risks' | 'replies'>, today: string): ReadonlyMap<string, readonly string[]> {
  const comments = new Map<string, string[]>()
  const say = (id: string, text: string) => comments.set(idKey(id), [...(comments.get(idKey(id)) ?? []), text])
  for (const { rule, at, reason, until } of risks) if (until >= today) say(at, words.risk(rule, until, reason))
  const answers = newestAnswers(replied(replies, view))
  for (const [index, { key, at }] of itemsOf(view.plan, view.validation).entries()) {
    const answer = answers.get(key)
    if (answer !== undefined) say(at, words.answer(answer, view.validation[index - view.plan.length]?.rule ?? null))
  }
  return comments
}
