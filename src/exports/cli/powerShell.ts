import { block, type Document, line, lines, spaced, write } from '../../base/document.ts'
import type { Phase } from '../../changes/change.ts'
import { type Call, callsOf, type Owned } from './calls.ts'
import { cliWords as words } from './messages.en.ts'
import { comment, powerShellText } from './quoting.ts'
import { headOf, subscriptionsOf } from './script.ts'

const NAMES: Readonly<Record<Call['name'], string>> = { change: 'Update-Resource', require: 'Assert-Resource', task: 'Wait-Task', secret: 'Read-Secret' }

/** `deploy.ps1`: the same calls for PowerShell 7. */
export const powerShellScript = (owned: Owned): string =>
  write(
    spaced(
      [...line('#Requires -Version 7.2'), ...lines(...headOf(owned).map(comment))],
      lines("param([string]$Phase, [switch]$DryRun, [string[]]$Did = @())", 'Set-StrictMode -Version 3', "$ErrorActionPreference = 'Stop'", 'Set-Location $PSScriptRoot', '. ./lib/changes.ps1'),
      phase(owned, 'prepare'),
      phase(owned, 'lockdown'),
      [
        ...lines('try {', '  Start-Phase', '  Assert-Tools', ...subscriptionsOf(owned).map((id) => `  Assert-Account ${powerShellText(owned.input.about.cloud)} ${powerShellText(id)}`)),
        ...lines("  if ($Phase -eq 'prepare') { prepare } else { lockdown }", '  Complete-Phase', '} finally {', '  Remove-Item -Recurse -Force $work', '}'),
      ],
    ),
  )

function phase(owned: Owned, name: Phase): Document {
  const calls = callsOf(owned, name)
  return block(`function ${name} {`, calls.length === 0 ? line(comment(words.nothing)) : calls.flatMap(printed), '}')
}

const printed = ({ comments, name, values }: Call): Document => [...lines(...comments.map(comment)), ...line([NAMES[name], ...values.map(powerShellText)].join(' '))]
