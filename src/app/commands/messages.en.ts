/** Words of the disclosure itself; those inside come with the snippets. */
export const commandWords = {
  title: 'Commands for this step',
  loading: 'Loading the commands …',
  onPage: (step: string) => `Commands for it are at the end of the step ${step}`,
  inFile: (id: string) => `Commands for it: ${id} in snippets.md.`,
} as const
