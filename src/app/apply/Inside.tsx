import { Button } from '@fluentui/react-components'
import { Person16Regular } from '@fluentui/react-icons/svg/person'
import { typeOf } from '../../base/armId.ts'
import { Collapsed } from '../../components/Collapsed.tsx'
import { CopyButton } from '../../components/CopyButton.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { Mono } from '../../components/Mono.tsx'
import type { After, Verification } from '../../session/applyState.ts'
import { useActions } from '../page.ts'
import { applyWords } from './messages.en.ts'
import styles from './Parts.module.css'

const words = applyWords.done

type LookUp = Verification['lookUps'][number]

const isMonitor = ({ targetId }: LookUp): boolean => /^microsoft\.insights\/privatelinkscopes$/i.test(typeOf(targetId))

/** What Azure cannot show: names, as a machine inside the network resolves them. Those of Azure Monitor are many, and folded. */
export function Inside({ after: { verification, checked } }: { readonly after: After }) {
  const all = verification?.lookUps ?? []
  const [own, monitor] = [all.filter((one) => !isMonitor(one)), all.filter(isMonitor)]
  return (
    <section aria-labelledby="inside">
      <h2 id="inside" className={styles.heading}>{words.inside}</h2>
      <p className={styles.small}>{words.insideText} {all.length > 0 && <CopyButton text={all.map(({ host, address }) => words.lookUp(host, address)).join('\n')} what={words.lookUps} label={words.copyLookUps} />}</p>
      {all.length === 0 && <p>{words.noNames}</p>}
      {own.length > 0 && <Names lookUps={own} checked={checked} />}
      {monitor.length > 0 && <Collapsed title={words.monitorNames} count={monitor.length}>{() => <Names lookUps={monitor} checked={checked} />}</Collapsed>}
    </section>
  )
}

function Names({ lookUps, checked }: { readonly lookUps: readonly LookUp[]; readonly checked: After['checked'] }) {
  const { checkName } = useActions()
  const columns = words.insideColumns
  return (
    <DataTable caption={words.inside} rows={lookUps} rowKey={({ host, address }) => `${host} ${address}`} columns={[
      { key: 'name', head: columns.name, kind: 'rowHead', cell: ({ host }) => <Mono>{host}</Mono> },
      { key: 'expected', head: columns.expected, cell: ({ address }) => <span className={styles.whole}><Mono>{address}</Mono></span> },
      { key: 'said', head: columns.said, label: columns.saidLabel, cell: ({ host }) => {
        const said = checked[host]
        if (said !== undefined) return <span className={styles.said}><Person16Regular aria-hidden />{said === 'yes' ? words.saidYes : words.saidNo}</span>
        return (
          <span className={styles.said}>
            <Button size="small" aria-label={words.sayYes(host)} onClick={() => checkName(host, 'yes')}>{words.yes}</Button>
            <Button size="small" aria-label={words.sayNo(host)} onClick={() => checkName(host, 'no')}>{words.no}</Button>
          </span>
        )
      } },
    ]} />
  )
}
