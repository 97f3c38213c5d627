/** The commands of a part as one script of bash, the same in both kinds of pipelines. */
import { literal } from './yaml.ts'
import type { Document } from '../../base/document.ts'
import { pipelineWords as words } from './messages.en.ts'
import type { Part, Pipeline } from './pipeline.ts'

/** What shows the change, or what shows it again and makes it: each job runs on a machine of its own. */
export const scriptOf = (key: string, { commands: { ready, look, change } }: Part, pipeline: Pipeline, changes: boolean): Document =>
  literal(key, ['set -euo pipefail', ...pipeline.secrets.map(asked), ...(pipeline.tool === 'terraform' ? [backend] : []), ...ready, ...look, ...(changes ? change : [])])

// Azure Pipelines hands on the text of a variable that nobody defined: its name in brackets behind a dollar sign, which is put together here so that it is not replaced itself.
const asked = (variable: string): string =>
  `if [ -z "\${${variable}:-}" ] || [ "$${variable}" = '$''(${variable})' ]; then echo '${words.secret(variable)}' >&2; exit 1; fi`

const backend = `if ! grep -Eqrs '^ *(backend|cloud) *["{]' --include='*.tf' .; then echo '${words.state}' >&2; exit 1; fi`
