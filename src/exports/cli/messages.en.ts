import { readMeWords } from '../messages.en.ts'

/** The sentences of the scripts; `%s` stands for what a script fills in. */
export const scriptWords = {
  usage: 'Usage: deploy.sh prepare|lockdown [--dry-run] [--did 3,7]',
  usagePowerShell: 'Usage: deploy.ps1 prepare|lockdown [-DryRun] [-Did 3,7]',
  toolMissing: 'This script needs %s, which was not found. Nothing was sent. Next: install it and run the script again.',
  notSignedIn: 'az cannot see subscription %s. Nothing was sent. Next: az login with an account that can, then run the script again.',
  otherCloud: 'az is signed in to %s; the plan is for %s. Nothing was sent. Next: az cloud set and az login, then run the script again.',
  begins: 'Phase %s.',
  rehearses: 'Phase %s, dry run: resources are read and nothing is sent.',
  asWanted: '%s %s: as wanted already',
  done: '%s %s: done',
  sent: '%s %s: %s sent',
  wouldSend: '%s %s: would send %s',
  wouldStop: 'Would stop here: ',
  takenForDone: '%s %s: done, as you say',
  differs: 'Change %s, %s, is neither as it was read nor as wanted: %s. It was not changed. Next: read the estate again and make these files anew.',
  unread: 'Change %s, %s, could not be read, and it was not changed. Azure said: %s Next: see to it, then run the script again.',
  unreadElsewhere: 'Change %s, %s, belongs to another team and could not be read. Nothing of it was changed. Azure said: %s Next: get the role Reader there, or, when that team says that it is done, run the script again with --did (PowerShell: -Did) and the number %s.',
  refused: 'Change %s, %s, was not taken. Azure said: %s Next: see to it, then run the script again.',
  failed: 'Change %s, %s, was sent and Azure calls the resource failed. What it is now can be seen in the portal. Next: see to it there, then run the script again.',
  stuck: 'Change %s, %s, is a private endpoint that Azure calls failed; it cannot be written again. It was not changed. Next: delete it, then run the script again.',
  waitedEnough: 'Change %s, %s, is not as wanted yet, long after it was sent. Azure may still be at work. Next: run the script again later.',
  secretMissing: 'Change %s, %s, needs a value. It was not changed. Next: put the value into the environment variable %s and run the script again.',
  notPrepared: 'Phase prepare is not done: change %s, %s, is missing or not as wanted. Nothing of it was closed. Next: run this script with prepare.',
  notPreparedElsewhere: 'Change %s, %s, belongs to another team and is missing or not as wanted. It was not changed. Next: have that team run its script, then run this one again.',
  notReady: 'Change %s, %s, is there and of no use yet: the endpoint is not approved, or its names have no records. Nothing of it was closed. Next: see to that, then run the script again.',
  task: 'Task %s, by hand: %s',
  taskOpen: 'Task %s is done by people and no interface tells. What comes after it was not changed. Next: do it, then run the script again with --did (PowerShell: -Did) and its number.',
  ends: 'Phase %s is done.',
  endsRehearsed: 'Nothing was sent.',
} as const

/** The words that stand around the changes of a script. */
export const cliWords = {
  head: (workspace: string, readAt: string): string => `Private networking of ${workspace}: the changes planned from the estate as read at ${readAt}, in their order.`,
  how: 'Reads each resource before it is written, leaves alone what is as wanted, and stops where somebody changed it meanwhile. Running it again is harmless.',
  needs: 'Needs: az, signed in, and jq. Writes through az rest; holds no key, token or password.',
  team: (team: string): string => `What ${team} has the rights for.`,
  first: 'Phase prepare has to be done before anything is closed.',
  elsewhere: (team: string | null): string => `Done by ${team ?? 'the team of the workspace'}; read here only.`,
  number: (number: number, why: readonly string[]): string => [`${number}.`, ...why].join(' '),
  nothing: 'Nothing of this phase is yours.',
} as const

/** The words of the read-me. */
export const cliReadMeWords = {
  purpose: (readAt: string): string =>
    `These scripts make the changes that were planned from the estate as read at ${readAt}, one after the other, with the Azure CLI. They hold no key, token or password.`,
  needs: 'They need `az`, signed in, and `jq`; `deploy.sh` runs in bash, `deploy.ps1` in PowerShell 7. Both do the same.',
  order: 'Other teams own part of the scopes, so there is one folder for each team. A script that comes to a change of another team reads it, and stops until that team has run its own. Run `prepare` of all folders until each says that it is done; when all of it has been tested, run `lockdown`.',
  reading: 'In the scopes of its own team a script needs the right to read and to write. In those of other teams the role Reader is enough; where there is none, `--did` (PowerShell: `-Did`) with the numbers of changes that their team says are done stands for reading them.',
  orderHead: '| Folder | Whose rights it needs | Changes |',
  deploy: 'Deploy',
  steps: [
    'Run `prepare` as a dry run and read it: it reads each resource and shows each body; nothing is sent.',
    'Run `prepare`. It only adds; what is open stays open.',
    readMeWords.test,
  ],
  lockdown: (closes: boolean): string => `Run \`lockdown\`. It reads first whether all of prepare is there${closes ? ', then closes public access' : ''}.`,
  tasks: 'A task by hand is printed at its place, and the script stops there. Do it, then run the script again with `--did` (PowerShell: `-Did`) and its number.',
  stops: 'A script that stops says at which change, what was and was not changed, and one next action. Run again, it goes on where it stopped.',
  files: 'Files',
  fileList: [
    '`deploy.sh`, `deploy.ps1`: the changes, one call each, with their reasons.',
    '`bodies/`: what is sent. A new resource is sent as it stands there. Of an existing resource it is the part that changes; where Azure takes a whole body only, it is merged into the resource as read that very moment.',
    '`expected.json`: what each resource has to say before it may be written, and what only Azure writes.',
    '`lib/`: the same for every plan: reading, comparing, sending, waiting.',
  ],
  undo: 'Undo',
  undoText: 'The scripts only go forward. The plan in Ringfence says of each change how it is taken back.',
  empty: 'The plan holds no change.',
} as const
