import { Field, Input, Select } from '@fluentui/react-components'
import { Search20Regular } from '@fluentui/react-icons/svg/search'
import { type KeyboardEvent, memo, useDeferredValue, useMemo } from 'react'
import { clouds } from '../../facts/clouds.ts'
import type { Pasted } from '../../session/pasted.ts'
import { type Facet, regionsIn, subscriptionsIn, type WorkspaceRow } from '../../session/search.ts'
import type { Picking } from '../../session/session.ts'
import { useActions } from '../page.ts'
import { liveWords } from './messages.en.ts'
import styles from './PickPage.module.css'
import { focusRow } from './rowFocus.ts'

const words = liveWords.pick

/** What is wrong with a pasted id; undefined while nothing is. */
function problemOf(pasted: Pasted): string | undefined {
  switch (pasted.is) {
    case 'words': case 'workspace': return undefined
    case 'group': return words.wrong.group
    case 'subscription': return words.wrong.subscription
    case 'cloud': return words.wrong.cloud(clouds[pasted.cloud].label)
    case 'other': return words.wrong.other(pasted.type)
  }
}

/** One field for words and pasted ids, and the two filters. Enter goes to the first row, or opens what was pasted. */
export function PickFilters({ pick, pasted, shown }: { readonly pick: Picking; readonly pasted: Pasted; readonly shown: readonly WorkspaceRow[] }) {
  const { search, listing } = pick
  const { searchFor, read, chooseRow } = useActions()
  // The choices follow the list when there is time.
  const rows = useDeferredValue(listing.rows)
  const subscriptions = useMemo(() => subscriptionsIn(rows), [rows])
  const regions = useMemo(() => regionsIn(rows), [rows])
  const problem = problemOf(pasted)
  const key = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'ArrowDown') return
    const first = shown[0]
    if (event.key === 'Enter' && pasted.is === 'workspace') read(pasted.target)
    else if (first !== undefined && pasted.is === 'words') focusRow(first.id, chooseRow)
    else return
    event.preventDefault()
  }
  const count = words.shown(pasted.is === 'words' ? shown.length : 0, listing.rows.length)
  return (
    <div className={styles.filters} data-filter>
      <Field label={words.search} {...(problem === undefined ? {} : { validationMessage: problem, validationState: 'error' as const })}>
        <Input
          id="pick-search" type="search" autoComplete="off" spellCheck={false} value={search.text} contentBefore={<Search20Regular />}
          contentAfter={listing.rows.length === 0 ? null : <span className={styles.count}>{count}</span>} onChange={(_, { value }) => searchFor({ text: value })} onKeyDown={key}
        />
      </Field>
      {rows.length > 0 && (
        <>
          <Facets by="subscription" label={words.subscription} all={words.allSubscriptions(subscriptions.length)} facets={subscriptions} value={search.subscription} />
          <Facets by="region" label={words.region} all={words.allRegions} facets={regions} value={search.region} />
        </>
      )}
    </div>
  )
}

/** Hundreds of choices, which typing does not draw again. */
const Facets = memo(function Facets({ by, label, all, facets, value }: {
  readonly by: 'subscription' | 'region'
  readonly label: string
  readonly all: string
  readonly facets: readonly Facet[]
  readonly value: string | null
}) {
  const { searchFor } = useActions()
  return (
    <Field label={label}>
      <Select value={value ?? ''} onChange={(_, { value: next }) => searchFor({ [by]: next === '' ? null : next })}>
        <option value="">{all}</option>
        {facets.map((facet) => <option key={facet.value} value={facet.value}>{words.facet(facet.label, facet.count)}</option>)}
      </Select>
    </Field>
  )
})
