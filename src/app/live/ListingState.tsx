import { Button } from '@fluentui/react-components'
import type { Listing } from '../../session/search.ts'
import { useActions } from '../page.ts'
import { FailureBlock } from './FailureBlock.tsx'
import { failureText, needsSignIn } from './failureText.ts'
import { Held } from './Held.tsx'
import { liveWords } from './messages.en.ts'
import styles from './PickPage.module.css'
import { Progress } from './Progress.tsx'

const words = liveWords.pick

/** How far the listing is, or why it ended before the end. */
export function ListingState({ listing }: { readonly listing: Listing }) {
  const { stopListing, listAgain } = useActions()
  const { state, rows, total, cut } = listing
  if (state === 'running') {
    return (
      <>
        <Progress done={rows.length} all={total} action={<Button size="small" onClick={stopListing}>{words.stop}</Button>}>
          <b>{words.listing}</b> {words.soFar(rows.length, total)}
        </Progress>
        <Held />
      </>
    )
  }
  const again = <Button size="small" onClick={listAgain}>{words.again}</Button>
  // What to do about an ended sign-in stands above the page.
  if (state === 'failed' && needsSignIn(listing.failure)) return rows.length === 0 ? null : <p role="status" className={styles.state}>{words.failed(rows.length)}</p>
  if (state === 'failed') {
    const text = listing.failure === null ? null : failureText(listing.failure, 'list')
    return <FailureBlock title={words.failed(rows.length)} lines={text === null ? [words.mistake] : [`${text.what} ${text.stays}`, `${text.advice} ${words.paste}`]} text={text}>{again}</FailureBlock>
  }
  if (state === 'stopped') return <p role="status" className={styles.state}>{words.stopped(rows.length)} {again}</p>
  return cut === 'cut' ? <p role="status" className={styles.state}>{words.cut}</p> : <p role="status" className={styles.state} />
}
