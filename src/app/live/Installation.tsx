import { Mono } from '../../components/Mono.tsx'
import { clouds } from '../../facts/clouds.ts'
import { startWords } from '../messages.en.ts'
import { useSession } from '../page.ts'
import styles from './SignInPart.module.css'

const words = startWords.installation

/** Which cloud this site is for, and the two hosts that requests go to; nothing until that is known. */
export function Installation({ headingClass }: { readonly headingClass: string | undefined }) {
  const site = useSession((state) => state.site)
  if (site === null || site === 'unloadable') return null
  const rows = [[words.cloud, clouds[site.cloud].label], [words.signIn, <Mono key="signIn">{site.hosts.signIn}</Mono>], [words.arm, <Mono key="arm">{site.hosts.arm}</Mono>]] as const
  return (
    <>
      <h2 className={headingClass}>{words.title}</h2>
      <dl className={styles.facts}>{rows.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      <p className={styles.small}>{words.note}</p>
    </>
  )
}
