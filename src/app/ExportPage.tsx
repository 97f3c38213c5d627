import { useCallback, useMemo } from 'react'
import { nameOf } from '../base/armId.ts'
import { delivered, exportInput } from '../session/deliver.ts'
import type { View } from '../session/derive.ts'
import { commentsOn } from '../session/said.ts'
import type { Design } from '../session/session.ts'
import { exportMessages } from './export/messages.en.ts'
import { ExportView } from './export/ExportView.tsx'
import { PageTitle } from './PageTitle.tsx'
import { taskText } from './plan/taskText.ts'
import { today } from './review/today.ts'
import { assessment, hrefOf } from './routes.ts'
import { useSliced } from './useSliced.ts'

/** What can be taken away: the plan's files in every format. */
export function ExportPage({ view, design }: { readonly view: View; readonly design: Design }) {
  const { base: { current }, desired, choices, plan, reasons } = view
  const { risks, replies } = design
  const said = useMemo(() => commentsOn(view, { risks, replies }, today()), [view, risks, replies])
  const input = useMemo(() => exportInput({ snapshot: design.snapshot, current, choices, plan, reasons, said, tasks: taskText }), [current, choices, plan, reasons, said, design.snapshot])
  const write = useCallback(() => delivered(input, { current, desired, choices }), [input, current, desired, choices])
  const written = useSliced(write)
  const missing = Object.values(view.open).reduce((sum, fields) => sum + fields.length, 0) + Object.keys(design.unparsed).length
  const mustLeft = view.validation.filter(({ level, verdict }) => level === 'must' && verdict === undefined).length
  return (
    <ExportView heading={<PageTitle title={exportMessages.title} context={[exportMessages.title, nameOf(current.workspace.id)]} />} input={input} written={written}
      missing={missing} mustLeft={mustLeft} mustHref={hrefOf({ ...assessment, level: 'stays' })} />
  )
}
