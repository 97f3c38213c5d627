import { Link } from '@fluentui/react-components'
import { componentMessages } from './messages.en.ts'

/** Where the article is published (facts.json source A, `v1/how-to-secure-workspace-vnet.md`). */
export const articleAddress = 'https://learn.microsoft.com/azure/machine-learning/v1/how-to-secure-workspace-vnet'

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
