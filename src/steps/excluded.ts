import type { RequirementId } from './requirements.ts'

/** Requirements that we leave out, each with a reason that can be shown. */
export const excluded: Readonly<Partial<Record<RequirementId, string>>> = {
  'PRE-21': 'The state of Azure Policy is not part of a snapshot, so nobody can say from it whether making security groups is forbidden.',
  'PRE-22': 'A snapshot holds neither the tenant of a subscription nor who manages it, so access through Azure Lighthouse cannot be seen.',
  'NET-35': 'The identity of a Kubernetes cluster is not part of a snapshot, so its role on a network cannot be judged.',
}
