import { Link } from '@fluentui/react-components'
import { articleAddress } from '../steps/rule.ts'
import { componentMessages } from './messages.en.ts'

/**
 * A link to a section of the article.
 *
 *     <ArticleLink section="#secure-azure-storage-accounts" title="Secure Azure storage accounts" />
 */
export function ArticleLink({ section, title }: { readonly section: string; readonly title: string }) {
  return (
    <Link inline href={`${articleAddress}${section}`} target="_blank" rel="noreferrer" aria-label={`${componentMessages.article(title)}, ${componentMessages.opensNewTab}`}>
      {componentMessages.article(title)}
    </Link>
  )
}
