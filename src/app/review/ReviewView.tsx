import { Info20Regular } from '@fluentui/react-icons/svg/info'
import { useMemo, useState } from 'react'
import { nameOf } from '../../base/armId.ts'
import { digest } from '../../changes/digest.ts'
import { Mono } from '../../components/Mono.tsx'
import type { OpenReview } from '../../session/reviewState.ts'
import { PageTitle } from '../PageTitle.tsx'
import { when } from '../words.ts'
import { BeforeAfter } from './Counts.tsx'
import { reviewWords as words } from './messages.en.ts'
import { usePrinting } from './printing.ts'
import { ReplyBar, ReplyPart } from './Reply.tsx'
import styles from './ReviewView.module.css'
import { reviewRows, type ReviewRows, saidOf, tally } from './rows.ts'
import { ItemSections, type Part, partId, Section } from './Sections.tsx'
import { Since } from './Since.tsx'
import { TakeAway } from './TakeAway.tsx'
import { today } from './today.ts'

/** An open review: what it is, what is and will be, a response per item, and the way back. */
export function ReviewView({ review }: { readonly review: OpenReview }) {
  const { view, review: { risks } } = review
  const [day] = useState(() => today())
  const printing = usePrinting()
  const rows = useMemo(() => reviewRows(view, risks, day), [view, risks, day])
  const said = useMemo(() => saidOf(view, risks, day, { answers: new Map(), reviewer: null }), [view, risks, day])
  return (
    <div className={styles.frame}>
      <Banner review={review} />
      <Nav rows={rows} review={review} />
      <main id="content" tabIndex={-1} className={styles.main}>
        <div id={partId('summary')} tabIndex={-1} className={styles.summary}>
          <PageTitle title={words.heading[0]} context={[words.title, nameOf(view.base.current.workspace.id)]}><span className={styles.name}>{nameOf(view.base.current.workspace.id)}</span>{words.heading[1]}</PageTitle>
          <p className={styles.quiet}>{words.summary(rows.additions.length, rows.closings.length, rows.byHand.length)} {words.scope}</p>
          {printing === 'yes' && <p>{words.printed} {review.responses.reviewer !== '' && `${words.reply.title}: ${review.responses.reviewer}. ${review.responses.note}`}</p>}
          <BeforeAfter before={rows.report.before} after={rows.report.after} />
        </div>
        <ItemSections rows={rows} view={view} />
        <div className={styles.screen}>
          <Section part="now" title={words.now.title}><Since review={review} /></Section>
          <Section part="take" title={words.take.title}><p className={styles.quiet}>{words.take.text}</p><TakeAway view={view} said={said} print={() => print()} /></Section>
          <Section part="reply" title={words.reply.title}><ReplyPart review={review} /></Section>
        </div>
      </main>
      <ReplyBar review={review} items={rows.items} />
    </div>
  )
}

/** Eight characters of a digest, as people compare them. */
export const shortDigest = (text: string): string => `${text.slice(0, 4)}·${text.slice(4, 8)}`

function Banner({ review: { review, view } }: { readonly review: OpenReview }) {
  const same = useMemo(() => digest(view.plan) === review.digest, [view.plan, review.digest])
  return (
    <section className={styles.banner} aria-label={words.banner.label}>
      <Info20Regular aria-hidden />
      <div className={styles.what}>
        <p><b>{words.banner.what}</b> {words.banner[review.names]} {words.banner.how}</p>
        {!same && <p role="alert" className={styles.differs}>{words.banner.differsText}</p>}
      </div>
      <p className={styles.made}>{words.banner.made(when(review.madeAt))}<br /><Mono>{words.banner.plan(shortDigest(review.digest))}</Mono> {same ? words.banner.matches : words.banner.differs}</p>
    </section>
  )
}

function goTo(part: Part): void {
  const element = document.getElementById(partId(part))
  element?.scrollIntoView({ block: 'start' })
  element?.focus({ preventScroll: true })
}

function Nav({ rows, review }: { readonly rows: ReviewRows; readonly review: OpenReview }) {
  const { closings, accepted, sections, additions, byHand, items } = rows
  const parts: readonly (readonly [Part, number | null])[] = [
    ['summary', null], ['closings', closings.length], ['risks', accepted.length], ['rules', sections.reduce((sum, { staying, settled }) => sum + staying.length + settled.length, 0)], ['additions', additions.length],
    ...(byHand.length > 0 ? [['byHand', byHand.length] as const] : []), ...(rows.report.charges === null ? [] : [['charges', rows.report.charges.length] as const]), ['paths', null], ['topology', null], ...(rows.report.allowed === null ? [] : [['firewall', null] as const]), ['now', null], ['take', null], ['reply', null],
  ]
  const { given } = tally(review.responses.items, items)
  return (
    <nav className={styles.nav} aria-label={words.nav.label}>
      <h2>{words.nav.label}</h2>
      {/* The address is the link itself, so these move the focus instead of changing it. */}
      <ul>{parts.map(([part, n]) => <li key={part}><button type="button" onClick={() => goTo(part)}><span>{words.nav[part]}</span>{n !== null && <span className={styles.count}>{n}</span>}</button></li>)}</ul>
      <h2>{words.yours}</h2>
      <p className={styles.quiet}>{words.yoursText(given.length, items.length)}</p>
    </nav>
  )
}
