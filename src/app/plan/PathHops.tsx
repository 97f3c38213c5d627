import { nameOf } from '../../base/armId.ts'
import { DataTable } from '../../components/DataTable.tsx'
import { Level } from '../../components/Level.tsx'
import { Mono } from '../../components/Mono.tsx'
import type { StatusWord } from '../../components/statusWord.ts'
import type { Estate } from '../../estate/estate.ts'
import type { Hop, Journey, Route } from '../../reach/journey.ts'
import { hostOf } from '../../reach/names.ts'
import { toWords } from './pathRows.ts'
import { hopSentences, hopWords, pathWords as words, verdictWords } from './paths.messages.en.ts'
import styles from './Paths.module.css'

const levels: Readonly<Record<Hop['verdict'], StatusWord>> = { passes: 'kept', fails: 'must', unknown: 'unknown', skipped: 'info' }

/** What decides, and the name of the resource to look at unless the sentence has it. */
function Said({ hop: { because, data, at } }: { readonly hop: Hop }) {
  const sentence = hopSentences[because](data)
  const name = at === null ? '' : nameOf(at)
  return <>{sentence}{name === '' || sentence.toLowerCase().includes(name.toLowerCase()) ? null : <> · <Mono>{name}</Mono></>}</>
}

/** The hops of a cell's journeys that were asked, each with what decides it and where to look. */
export function PathHops({ title, routes, estate }: { readonly title: string; readonly routes: readonly { readonly journey: Journey; readonly route: Route }[]; readonly estate: Estate }) {
  return (
    <div className={styles.hops}>
      <h3>{title}</h3>
      {routes.map(({ journey, route }) => {
        const host = journey.goal.to === 'service' ? hostOf(estate, journey.goal) : toWords([journey], estate)
        return (
          <section key={journey.id} className={styles.route}>
            {routes.length > 1 && <h4><Mono>{host}</Mono></h4>}
            <DataTable<Hop> caption={words.hopsOf(host)} rows={route.hops.filter(({ verdict }) => verdict !== 'skipped')} rowKey={({ hop }) => hop} columns={[
              { key: 'hop', head: words.hop, kind: 'rowHead', cell: ({ hop }) => hopWords[hop] },
              { key: 'says', head: words.says, cell: (hop) => <Said hop={hop} /> },
              { key: 'verdict', head: words.verdict, cell: ({ verdict }) => <Level word={levels[verdict]} text={verdictWords[verdict]} /> },
            ]} />
          </section>
        )
      })}
    </div>
  )
}
