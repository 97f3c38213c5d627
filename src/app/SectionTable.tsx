import { Link } from '@fluentui/react-components'
import { DataTable } from '../components/DataTable.tsx'
import { LevelIcon } from '../components/Level.tsx'
import type { StatusWord } from '../components/statusWord.ts'
import type { Section } from './assess.ts'
import { overviewWords as words } from './designMessages.en.ts'
import styles from './SectionTable.module.css'
import { hrefOf, assessment } from './routes.ts'
import { titleOf } from '../steps/words.ts'

const columns = ['must', 'should', 'info', 'unknown', 'kept'] as const

const head = (word: StatusWord) => <span className={styles.head}><span className={styles[word]}><LevelIcon word={word} /></span><span className={styles.word}>{word}</span></span>

/** The findings by section; a section's name leads to its findings. */
export function SectionTable({ sections }: { readonly sections: readonly Section[] }) {
  return (
    <div className={styles.section}>
      <h2 className={styles.heading}>{words.bySection}</h2>
      <DataTable caption={words.bySection} narrow="table" rows={sections} rowKey={({ step }) => step} columns={[
        { key: 'section', head: words.section, kind: 'rowHead', cell: ({ step }) => <Link href={hrefOf({ ...assessment, section: step })}>{titleOf(step)}</Link> },
        ...columns.map((word) => ({ key: word, head: head(word), kind: 'number' as const, cell: (section: Section) => <span className={section[word] === 0 ? styles.zero : styles[word]}>{section[word]}</span> })),
      ]} />
    </div>
  )
}
