import { Collapsed } from '../../components/Collapsed.tsx'
import { Mono } from '../../components/Mono.tsx'
import { startWords } from '../messages.en.ts'
import styles from './SignInPart.module.css'

const words = startWords.signIn.setUp

/** How a site is set up for sign-in, for whoever hosts it. */
export function SetUp() {
  return (
    <Collapsed title={words.title}>
      <ol className={styles.steps}>{words.steps.map((step) => <li key={step}>{step}</li>)}</ol>
      <p><Mono>{new URL('redirect.html', new URL('./', location.href)).href}</Mono></p>
      <p className={styles.small}>{words.more} {words.headless}</p>
    </Collapsed>
  )
}
