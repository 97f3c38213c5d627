import { useMemo } from 'react'
import { nameOf } from '../base/armId.ts'
import { archive, exportAll, exportInput } from '../session/deliver.ts'
import type { View } from '../session/derive.ts'
import type { Design } from '../session/session.ts'
import { exportMessages } from './export/messages.en.ts'
import { ExportView } from './export/ExportView.tsx'
import { PageTitle } from './PageTitle.tsx'
import { assessment, hrefOf } from './routes.ts'

/** What can be taken away: the plan's files in every format. */
export function ExportPage({ view, design }: { readonly view: View; readonly design: Design }) {
  const { base: { current }, choices, plan, reasons } = view
  const input = useMemo(() => exportInput({ snapshot: design.snapshot, current, choices, plan, reasons }), [current, choices, plan, reasons, design.snapshot])
  const exported = useMemo(() => exportAll(input), [input])
  const missing = Object.values(view.open).reduce((sum, fields) => sum + fields.length, 0) + Object.keys(design.unparsed).length
  const mustLeft = view.validation.filter(({ level, verdict }) => level === 'must' && verdict === undefined).length
  return (
    <ExportView heading={<PageTitle title={exportMessages.title} context={[exportMessages.title, nameOf(current.workspace.id)]} />} input={input} exported={exported}
      zip={() => archive(exported, input, choices)} missing={missing} mustLeft={mustLeft} mustHref={hrefOf({ ...assessment, level: 'stays' })} />
  )
}
