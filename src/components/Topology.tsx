import { LockClosed16Regular } from '@fluentui/react-icons/svg/lock-closed'
import { LockOpen16Regular } from '@fluentui/react-icons/svg/lock-open'
import { QuestionCircle16Regular } from '@fluentui/react-icons/svg/question-circle'
import { useId } from 'react'
import { nameOf } from '../base/armId.ts'
import type { Strip, StripNetwork, StripRow } from '../topology/layout.ts'
import { componentMessages } from './messages.en.ts'
import { admitsText, admitsWord, drawn, kindText, shortened, wayText } from './stripWords.ts'
import styles from './Topology.module.css'

const words = componentMessages.strip
const PITCH = 37
const BOX = 32
const LEFT = 70
const SERVICE = { from: 182, to: 320 }
const RIGHT = { from: 446, to: 566 }

/**
 * The strip as a drawing: services in the middle, what their firewall lets in at the left, the private path at the right.
 * `TopologyList` says the same as text and stands beside it.
 */
export function Topology({ strip, title }: { readonly strip: Strip; readonly title: string }) {
  const [titleId, descriptionId] = [useId(), useId()]
  const { rows, left } = drawn(strip.rows)
  const height = Math.max((rows.length + (left > 0 ? 0.6 : 0)) * PITCH + 4, 150)
  return (
    <svg role="img" aria-labelledby={titleId} aria-describedby={descriptionId} viewBox={`0 0 568 ${height}`} className={styles.strip}>
      <title id={titleId}>{title}</title>
      <desc id={descriptionId}>{words.description}</desc>
      <rect x="0.5" y="0.5" width={LEFT - 1} height={height - 1} rx="4" className={styles.side} />
      {words.public.map((line, index) => <text key={line} x="9" y={20 + index * 18} className={styles.strong}>{line}</text>)}
      {rows.map((row, index) => <Service key={row.id} row={row} top={index * PITCH + 4} />)}
      {left > 0 && <text x={SERVICE.from} y={rows.length * PITCH + 16} className={styles.small}>{words.accountsLeft(left)}</text>}
      <rect x={RIGHT.from + 0.5} y="0.5" width={RIGHT.to - RIGHT.from} height={height - 1} rx="4" className={styles.side} />
      <Network network={strip.networks[0]} more={strip.networks.length - 1} unread={strip.unreadNetworks} height={height} />
    </svg>
  )
}

function Service({ row, top }: { readonly row: StripRow; readonly top: number }) {
  const middle = top + BOX / 2
  const word = admitsWord(row.admits)
  const Icon = word === 'open' ? LockOpen16Regular : word === 'closed' ? LockClosed16Regular : QuestionCircle16Regular
  const leads = row.way.is === 'endpoints' || row.way.is === 'serviceEndpoint'
  const [left, right] = [admitsText(row.admits), wayText(row.way)]
  const half = Math.min(right.length * 3.3 + 5, 60)
  const centre = (SERVICE.to + RIGHT.from) / 2
  return (
    <g className={styles[word]}>
      <path d={`M${LEFT} ${middle}h10M${SERVICE.from - 10} ${middle}h10`} className={word === 'open' ? styles.solid : styles.dashed} />
      <Icon x={LEFT + 13} y={middle - 8} width={16} height={16} aria-hidden />
      <text x={LEFT + 32} y={middle + 4} className={styles.label}>{left}</text>
      <g className={styles.plain}>
        <rect x={SERVICE.from + 0.5} y={top + 0.5} width={SERVICE.to - SERVICE.from - 1} height={BOX - 1} rx="4" className={styles.box} />
        <text x={SERVICE.from + 8} y={top + 14} className={styles.name}>{shortened(nameOf(row.id), 17)}</text>
        <text x={SERVICE.from + 8} y={top + 27} className={styles.small}>{kindText(row)}</text>
      </g>
      <g className={leads ? styles.leads : styles.leadsNot}>
        <path d={`M${SERVICE.to} ${middle}H${centre - half}M${centre + half} ${middle}H${RIGHT.from}`} className={leads ? styles.solid : styles.dashed} />
        <text x={centre} y={middle + 4} textAnchor="middle" className={styles.label}>{right}</text>
      </g>
    </g>
  )
}

function Network({ network, more, unread, height }: { readonly network: StripNetwork | undefined; readonly more: number; readonly unread: number; readonly height: number }) {
  const x = RIGHT.from + 8
  if (network === undefined) {
    return (
      <g>
        <text x={x} y="20" className={styles.strong}>{words.noNetwork}</text>
        {words.noNetworkText.map((line, index) => <text key={line} x={x} y={40 + index * 16} className={styles.small}>{line}</text>)}
      </g>
    )
  }
  const room = Math.max(0, Math.floor((height - 76) / 40))
  const shown = network.subnets.slice(0, room)
  const rest = network.subnets.length - shown.length
  return (
    <g>
      <text x={x} y="19" className={styles.name}>{shortened(nameOf(network.id), 14)}</text>
      <text x={x} y="36" className={styles.small}>{network.prefixes === 'unread' ? words.unread : network.prefixes.slice(0, 1).join('')}</text>
      {shown.map((subnet, index) => (
        <g key={subnet.id}>
          <rect x={x + 0.5} y={46.5 + index * 40} width={RIGHT.to - RIGHT.from - 16} height={35} rx="4" className={styles.box} />
          <text x={x + 7} y={61 + index * 40} className={styles.subnet}>{shortened(nameOf(subnet.id), 15)}</text>
          <text x={x + 7} y={75 + index * 40} className={styles.small}>{subnet.used === null ? words.useUnknown : words.inUse(subnet.used)}</text>
        </g>
      ))}
      {rest + more > 0 && <text x={x} y={height - 26} className={styles.small}>{words.more(rest + more)}</text>}
      {unread > 0 && <text x={x} y={height - 10} className={styles.unreadText}>{words.hubUnread(unread)}</text>}
    </g>
  )
}
