/** Comments that an export carries for people. */
export const saidWords = {
  risk: (rule: string, until: string, reason: string): string => `Accepted until ${until} (${rule}): ${reason}`,
  answer: ({ response, note, reviewer }: { readonly response: 'accept' | 'question' | 'refuse'; readonly note: string; readonly reviewer: string }): string =>
    `${{ accept: 'Accepted', question: 'Questioned', refuse: 'Refused' }[response]} by ${reviewer}${note === '' ? '' : `: ${note}`}`,
} as const
