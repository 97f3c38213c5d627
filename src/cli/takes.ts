/** Which options each command takes: one that it would pass over in silence is refused, since it does not do what it seems to say. */
const azure = ['cloud', 'arm', 'token-env'] as const

const takes: Readonly<Record<string, readonly string[]>> = {
  workspaces: azure,
  collect: [...azure, 'workspace', 'out'],
  propose: ['snapshot'],
  schema: [],
  assess: ['snapshot', 'choices'],
  plan: ['snapshot', 'choices'],
  export: ['snapshot', 'choices', 'format', 'out'],
  report: ['snapshot', 'choices', 'format'],
  link: ['snapshot', 'choices', 'names', 'out', 'passphrase-env'],
  'open-link': ['passphrase-env'],
  apply: [...azure, 'workspace', 'choices', 'phase', 'yes-way-in', 'digest', 'journal', 'did', 'secret-env'],
  verify: ['snapshot', 'before', 'choices'],
  diagnose: ['report'],
}

/** The first of the given options that a command does not take; undefined when it takes them all. */
export const notTaken = (command: string, given: readonly string[]): string | undefined => given.find((option) => takes[command]?.includes(option) !== true)
