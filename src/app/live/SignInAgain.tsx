import { Button } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { CopyButton } from '../../components/CopyButton.tsx'
import { Mono } from '../../components/Mono.tsx'
import type { Failure } from '../../session/reads.ts'
import { useActions, useSession } from '../page.ts'
import { failureText, needsSignIn, otherTenant } from './failureText.ts'
import { failureWords as words } from './failureWords.en.ts'
import styles from './SignInAgain.module.css'

/**
 * The bar above a page when Azure or the organisation wants another sign-in; nothing leaves the page before somebody presses its button.
 * `tenant` is the directory that the page is about; the children are other ways on.
 */
export function SignInAgain({ failure, tenant, after, children }: {
  readonly failure: Failure | null
  readonly tenant: string | null
  /** What goes on after the sign-in. */
  readonly after: string
  readonly children?: ReactNode
}) {
  const identity = useSession((state) => state.identity)
  const leaving = useSession((state) => state.leaving)
  const { signIn } = useActions()
  const again = identity.is === 'in' ? identity.again : null
  const refused = needsSignIn(failure) ? failure : null
  if (again === null && refused === null) return null
  const text = refused === null ? null : failureText(refused, 'list')
  const id = text?.correlation ?? again?.failed?.correlation ?? null
  const ask = () => signIn({ account: 'same', tenant: otherTenant(refused) ?? again?.tenant ?? tenant, claims: refused?.claims ?? again?.claims ?? null })
  return (
    <div role="alert" className={styles.bar}>
      <div className={styles.text}>
        <p>{text?.what ?? words.signInBar} {after}</p>
        {id !== null && <p className={styles.id}>{words.id} <Mono>{id}</Mono> <CopyButton text={id} what={words.correlation} /></p>}
      </div>
      <div className={styles.actions}>
        {children}
        <Button appearance="primary" size="small" disabledFocusable={leaving === 'yes'} onClick={ask}>{words.signInButton}</Button>
      </div>
    </div>
  )
}
