import type { Estate } from '../estate/estate.ts'

/** Whether computes of the workspace live in the network that Azure ML runs for it, now or once a task by hand has switched it on. */
export const hasManagedNetwork = ({ workspace, tasks }: Estate): boolean =>
  workspace.managedNetwork !== 'Disabled' || tasks.some(({ task }) => task === 'useManagedNetwork')
