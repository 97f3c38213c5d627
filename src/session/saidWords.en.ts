/** Comments that an export carries for people. */
export const saidWords = {
  risk: (rule: string, until: string, reason: string): string => `Accepted until ${until} (${rule}): ${reason}`,
  /** `rule`: what of a resource was answered; null for a change of it. */
  answer: ({ response, note, reviewer }: { readonly response: 'accept' | 'question' | 'refuse'; readonly note: string; readonly reviewer: string }, rule: string | null): string =>
    `${{ accept: 'Accepted', question: 'Questioned', refuse: 'Refused' }[response]} by ${reviewer}${rule === null ? '' : ` (${rule})`}${note === '' ? '' : `: ${note}`}`,
} as const
