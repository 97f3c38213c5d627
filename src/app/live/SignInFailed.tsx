import { CopyButton } from '../../components/CopyButton.tsx'
import { LevelIcon } from '../../components/Level.tsx'
import { Mono } from '../../components/Mono.tsx'
import type { SignInFailure } from '../../session/live.ts'
import { failureWords, signInFailure } from './failureWords.en.ts'
import styles from './SignInPart.module.css'

/** Why a sign-in did not come about, what to do next, and the id by which Entra's log knows it. */
export function SignInFailed({ failure }: { readonly failure: SignInFailure }) {
  const [what, next] = signInFailure(failure)
  const isCalm = failure.why === 'cancelled'
  return (
    <div role="alert" className={isCalm ? `${styles.failed} ${styles.calm}` : styles.failed}>
      <LevelIcon word={isCalm ? 'info' : 'must'} />
      <div>
        <p className={styles.what}>{what}</p>
        <p>{next}</p>
        {failure.why !== 'cancelled' && (
          <p className={styles.id}>
            <Mono>{failure.code}{failure.correlation !== null && ` · ${failure.correlation}`}</Mono>
            {failure.correlation !== null && <CopyButton text={failure.correlation} what={failureWords.correlation} />}
          </p>
        )}
      </div>
    </div>
  )
}
