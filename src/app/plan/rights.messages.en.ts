import type { JudgedRight, Right } from '../../estate/rights.ts'

/** The words of rights, on the plan. A forecast is "expected", never more. */
export const rightsMessages = {
  state: { allowed: 'expected', refused: 'not held', unknown: 'unknown' } satisfies Record<Right, string>,
  ownedBy: (team: string) => `In a scope of ${team}: the change is exported apart for it.`,
  heldBy: (team: string) => `${team} holds it`,
  rolesHold: (roles: readonly string[]) => `Roles that hold it: ${roles.join(', ')}`,
  intro: 'What each change needs to be allowed to do, judged from the permissions that Azure reports for you. This is a forecast: deny assignments, conditions and policies are not in it. Nothing was tried.',
  notAsked: 'Where it says unknown, no answer of the permissions API covers the scope: ask for Reader there, or read the workspace again.',
  none: 'This plan needs no right.',
  ownTeam: 'Your own team',
  head: (team: string | null) => (team === null ? 'Your own team' : team),
  ownText: (changes: number) => `You make ${count(changes, 'change', 'changes')} yourself and need these rights for it.`,
  otherText: (team: string, changes: number) =>
    changes === 0
      ? `${team} has to give you these rights, or make the changes that need them: your own changes refer to what it owns.`
      : `${team} makes ${count(changes, 'change', 'changes')}, exported apart for it, and needs these rights for it.`,
  counts: (rights: number, notHeld: number, unknown: number) =>
    [count(rights, 'right', 'rights'), ...(notHeld > 0 ? [`${notHeld} not held`] : []), ...(unknown > 0 ? [`${unknown} unknown`] : [])].join(', '),
  notHeld: (rights: number) => `${rights} not held`, unknown: (rights: number) => `${rights} unknown`,
  caption: (team: string | null) => `Rights of ${team ?? 'your own team'}`,
  columns: { right: 'Right', action: 'Action', where: 'Where', changes: 'Changes', roles: 'Roles that hold it' },
  noRole: 'none recorded',
  role: 'A custom role with these rights and no others',
  roleText: 'Besides the rights above it holds the reads that go with them and what deploying a template takes. Names of roles are unique in a directory; change the name where it is taken.',
  roleCommand: 'az role definition create --role-definition @role.json',
  copyRole: 'the role as JSON', download: 'Download role.json', roleLabel: 'The custom role as JSON',
} as const

function count(many: number, one: string, several: string): string {
  return `${many} ${many === 1 ? one : several}`
}

/** An action without its namespace, as cards show it: `privateEndpoints/write`; a registration names it, since there it is the point. */
export const shortAction = (action: string): string => (/^[^/]+\/register\/action$/i.test(action) ? action : action.split('/').slice(1).join('/'))

/** Who holds a right that the administrator does not: the team that owns the scope, else the roles. */
export function holderText({ owner, roles }: Pick<JudgedRight, 'owner' | 'roles'>): string {
  if (owner !== null) return rightsMessages.heldBy(owner)
  return roles.length === 0 ? '' : rightsMessages.rolesHold(roles)
}
