import { Button } from '@fluentui/react-components'
import { useDeferredValue, useMemo } from 'react'
import { type Pasted, pastedIn } from '../../session/pasted.ts'
import { foundIn } from '../../session/search.ts'
import type { Picking } from '../../session/session.ts'
import { Notices } from '../Notices.tsx'
import { PageTitle } from '../PageTitle.tsx'
import { useActions, useRoute, useSession } from '../page.ts'
import { failureWords } from './failureWords.en.ts'
import { ListingState } from './ListingState.tsx'
import { liveWords } from './messages.en.ts'
import { NoneFound } from './NoneFound.tsx'
import { PickBar } from './PickBar.tsx'
import { PickFilters } from './PickFilters.tsx'
import styles from './PickPage.module.css'
import { PickTable } from './PickTable.tsx'
import { SignInAgain } from './SignInAgain.tsx'

const words = liveWords.pick

/** Find one workspace among hundreds of subscriptions. */
export function PickPage() {
  const session = useSession((state) => state.session)
  return session.at === 'pick' ? <Choice pick={session} /> : null
}

function usePasted({ search, tenant }: Picking): Pasted {
  const site = useSession((state) => state.site)
  const cloud = site === null || site === 'unloadable' ? 'AzureCloud' : site.cloud
  return useMemo(() => pastedIn(search.text, { cloud, tenant }), [search.text, cloud, tenant])
}

function Choice({ pick }: { readonly pick: Picking }) {
  const { listing, chosen } = pick
  const pasted = usePasted(pick)
  // What is typed shows at once; the list follows when there is time.
  const search = useDeferredValue(pick.search)
  const all = useDeferredValue(listing.rows)
  const rows = useMemo(() => foundIn(all, search), [all, search])
  const empty = listing.rows.length === 0
  const listed = !empty && pasted.is === 'words'
  return (
    <div className={styles.page}>
      <main id="content" tabIndex={-1} className={styles.main}>
        <div className={styles.content}>
          <Notices />
          <SignInAgain failure={listing.failure} tenant={pick.tenant} after={failureWords.listGoesOn} />
          <Top pick={pick} />
          <PickFilters pick={pick} pasted={pasted} shown={rows} />
          <ListingState listing={listing} />
          {listed && rows.length > 0 && <PickTable rows={rows} search={search.text} chosen={chosen} tenant={pick.tenant} />}
          {listed && rows.length === 0 && <NoneShown />}
          {empty && listing.state === 'done' && <NoneFound />}
        </div>
        <PickBar pick={pick} pasted={pasted} />
      </main>
    </div>
  )
}

function Top({ pick }: { readonly pick: Picking }) {
  const identity = useSession((state) => state.identity)
  const directories = useSession((state) => state.directories)
  const [, go] = useRoute()
  const name = directories?.is === 'known' ? directories.list.find(({ id }) => id === pick.tenant)?.name : undefined
  return (
    <div className={styles.top}>
      <div>
        <PageTitle title={words.title} context={[words.title]} />
        <p className={styles.intro}>{identity.is === 'in' && words.intro(identity.account.username, name ?? pick.tenant)}</p>
      </div>
      <Button size="small" onClick={() => go({ page: 'start' })}>{words.openFile}</Button>
    </div>
  )
}

function NoneShown() {
  const { searchFor } = useActions()
  return <p role="status" className={styles.state}>{words.noneShown} <Button size="small" onClick={() => searchFor({ text: '', subscription: null, region: null })}>{words.clear}</Button></p>
}
