import { Button } from '@fluentui/react-components'
import { ArrowDownload16Regular } from '@fluentui/react-icons/svg/arrow-download'
import type { ChangeKey } from '../../changes/change.ts'
import { CodeFile } from '../../components/CodeFile.tsx'
import { Collapsed } from '../../components/Collapsed.tsx'
import { CopyButton } from '../../components/CopyButton.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Mono } from '../../components/Mono.tsx'
import { Action, RightPlaces } from '../../components/RightPlaces.tsx'
import type { View } from '../../session/derive.ts'
import { saveFile } from '../export/download.ts'
import { RightState } from './RightFact.tsx'
import { rangesText, type RightRow, rightRows } from './rightRows.ts'
import { rightsMessages as words } from './rights.messages.en.ts'
import styles from './Rights.module.css'

type PlanRights = View['rights']
type Team = PlanRights['teams'][number]

/** The rights of a plan by the team that has to hold them: the own team's first, each other team's apart. */
export function Rights({ rights, numbers }: { readonly rights: PlanRights; readonly numbers: ReadonlyMap<ChangeKey, number> }) {
  if (rights.teams.length === 0) return <p>{words.none}</p>
  const unknown = rights.teams.some(({ needs }) => needs.some(({ right }) => right === 'unknown'))
  return (
    <>
      <p className={styles.intro}>{words.intro}{unknown && ` ${words.notAsked}`}</p>
      {rights.teams.map((team) => <TeamSection key={team.owner ?? ''} team={team} rows={rightRows(team.needs, rights.byChange, numbers)} />)}
    </>
  )
}

function TeamSection({ team: { owner, needs, changes, role }, rows }: { readonly team: Team; readonly rows: readonly RightRow[] }) {
  const count = (right: RightRow['right']): number => needs.filter((need) => need.right === right).length
  return (
    <section className={styles.team}>
      <h2>{owner ?? words.ownTeam} <span>{words.counts(needs.length, count('refused'), count('unknown'))}</span></h2>
      <p className={styles.text}>{owner === null ? words.ownText(changes.length) : words.otherText(owner, changes.length)}</p>
      <DataTable caption={words.caption(owner)} columns={columns} rows={rows} rowKey={({ action, right }) => `${action} ${right}`} />
      {role !== null && <Role json={`${JSON.stringify(role, null, 2)}\n`} />}
    </section>
  )
}

const columns: readonly Column<RightRow>[] = [
  { key: 'right', head: words.columns.right, cell: ({ right }) => <RightState right={right} /> },
  { key: 'action', head: words.columns.action, kind: 'rowHead', cell: ({ action }) => <Action action={action} /> },
  { key: 'where', head: words.columns.where, cell: ({ scopes }) => <RightPlaces scopes={scopes} /> },
  { key: 'changes', head: words.columns.changes, cell: ({ changes }) => rangesText(changes) },
  { key: 'roles', head: words.columns.roles, cell: ({ roles }) => <span className={styles.quiet}>{roles.length === 0 ? words.noRole : roles.join(', ')}</span> },
]

function Role({ json }: { readonly json: string }) {
  return (
    <Collapsed title={words.role}>
      <p className={styles.text}>{words.roleText}</p>
      <p className={styles.text}><Mono>{words.roleCommand}</Mono></p>
      <div className={styles.tools}>
        <CopyButton text={json} what={words.copyRole} appearance="secondary" />
        <Button size="small" icon={<ArrowDownload16Regular />} onClick={() => saveFile('role.json', json, 'application/json')}>{words.download}</Button>
      </div>
      <CodeFile label={words.roleLabel} lines={json.trimEnd().split('\n').map((text) => [{ kind: 'plain', text }])} />
    </Collapsed>
  )
}
