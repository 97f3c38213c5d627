import { block, type Document, line, lines, spaced, write } from '../../base/document.ts'
import type { Phase } from '../../changes/change.ts'
import { type Call, callsOf, type Owned } from './calls.ts'
import { cliWords as words } from './messages.en.ts'
import { bashText, comment } from './quoting.ts'
import { headOf, subscriptionsOf } from './script.ts'

/** `deploy.sh`: the changes of a folder as calls, in the plan's order. */
export const bashScript = (owned: Owned): string =>
  write(
    spaced(
      [...line('#!/usr/bin/env bash'), ...lines(...headOf(owned).map(comment))],
      lines('set -euo pipefail', 'cd "$(dirname "$0")"', '. lib/changes.sh'),
      phase(owned, 'prepare'),
      phase(owned, 'lockdown'),
      lines('arguments "$@"', 'tools', ...subscriptionsOf(owned).map((id) => `account ${owned.input.about.cloud} ${bashText(id)}`), '"$phase"', 'ends'),
    ),
  )

function phase(owned: Owned, name: Phase): Document {
  const calls = callsOf(owned, name)
  return block(`${name}() {`, calls.length === 0 ? [...line(comment(words.nothing)), ...line(':')] : calls.flatMap(printed), '}')
}

const printed = ({ comments, name, values }: Call): Document => [...lines(...comments.map(comment)), ...line([name, ...values.map(bashText)].join(' '))]
