/** What Azure is asked to validate before a run: our own templates of the plan. */
import type { Template } from '../apply/preflight.ts'
import type { JsonObject } from '../base/json.ts'
import type { Snapshot } from '../discovery/snapshot.ts'
import { parameterFile, template } from '../exports/armJson/template.ts'
import { laid } from '../exports/deployables.ts'
import { exportInput } from './deliver.ts'
import type { View } from './derive.ts'

/** Stands for secrets where ARM only looks at the template. */
const MADE_UP = 'Not-a-true-secret-1'

/** Our own ARM templates of the whole plan, lockdown included, with made-up secrets: nothing of them is deployed. */
export function templatesOf(snapshot: Snapshot, { base: { current }, choices, plan, reasons }: View): readonly Template[] {
  return laid(exportInput({ snapshot, current, choices, plan, reasons })).all.map((deployable) => {
    const secrets = deployable.parameters.filter(({ secret }) => secret).map(({ name }) => [name, { value: MADE_UP }] as const)
    return { group: deployable.target, name: 'ringfence-forecast', template: template(deployable), parameters: { ...(parameterFile(deployable)['parameters'] as JsonObject), phase: { value: 'lockdown' }, ...Object.fromEntries(secrets) } }
  })
}
