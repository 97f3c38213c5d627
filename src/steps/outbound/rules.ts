import type { Rulebook } from '../rule.ts'
import { egressRules } from './rules/egress.ts'
import { kubernetesRules } from './rules/kubernetes.ts'
import { requiredRules } from './rules/required.ts'

/** The article's required public internet access, in both directions (NET). */
export const rules = { ...requiredRules, ...egressRules, ...kubernetesRules } satisfies Rulebook
