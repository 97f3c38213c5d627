import { Button } from '@fluentui/react-components'
import { nameOf } from '../../base/armId.ts'
import { version } from '../../base/version.ts'
import { desiredInput, type Said } from '../../report/input.ts'
import { markdown } from '../../report/markdown.ts'
import { reportOf } from '../../report/report.ts'
import { sarif } from '../../report/sarif.ts'
import type { View } from '../../session/derive.ts'
import { saveFile } from '../export/download.ts'
import { reviewWords as words } from './messages.en.ts'
import styles from './Sections.module.css'

/** What can be written of a view without its snapshot; `print` shows the page to print, or prints. */
export function TakeAway({ view, said, print, printText = words.take.print }: { readonly view: View; readonly said: Said; readonly print: () => void; readonly printText?: string }) {
  const name = nameOf(view.base.current.workspace.id)
  return (
    <p className={styles.tools}>
      <Button size="small" onClick={() => saveFile(`${name}-report.md`, markdown(reportOf(desiredInput(view, said))), 'text/markdown')}>{words.take.markdown}</Button>
      <Button size="small" onClick={() => saveFile(`${name}-findings.sarif`, sarif(desiredInput(view, said), { version, snapshot: null }), 'application/json')}>{words.take.sarif}</Button>
      <Button size="small" onClick={() => saveFile(`${name}-choices.json`, `${JSON.stringify(view.choices, null, 2)}\n`, 'application/json')}>{words.take.choices}</Button>
      <Button size="small" onClick={print}>{printText}</Button>
    </p>
  )
}
