import { Answers, answersOf } from '../../components/Answers.tsx'
import { SelectAnswer } from '../../components/SelectAnswer.tsx'
import { TextAnswer } from '../../components/TextAnswer.tsx'
import type { Estate } from '../../estate/estate.ts'
import { numberBy, textBy } from '../parsed.ts'
import type { ScreenProps } from '../screen.ts'
import { buildable, buildBy, wordOf } from './answers.ts'
import { clusterName, cpuSize, nodeCount, type RegistryChoices } from './choices.ts'
import { fieldWords, messages } from './messages.en.ts'

type Build = RegistryChoices['build']

/** Which cluster builds images: one of the workspace by name, or a new one with its size. */
export function BuildAnswer({ current, own, proposed, unparsed, keepUnparsed, onChange }: {
  readonly current: Estate
  readonly own: RegistryChoices
  readonly proposed: Build
  readonly onChange: (build: Build) => void
} & Pick<ScreenProps, 'unparsed' | 'keepUnparsed'>) {
  const { build } = own
  const words = messages.questions.build
  const names = buildable(current)
  const text = (field: string) => ({ field, unparsed: unparsed[field], keepUnparsed, font: 'mono' as const })
  return (
    <>
      <Answers field="registry.build" label={words.title} value={wordOf(build)} answers={answersOf(words.answers, names.length === 0 ? (['new'] as const) : (['existing', 'new'] as const))}
        onChange={(word) => onChange(buildBy(word, current, proposed))} />
      {typeof build === 'object' && build.use === 'existing' && (
        <SelectAnswer label={fieldWords.cluster} value={build.name} answers={names.map((name) => ({ value: name, label: name }))} onChange={(name) => onChange({ use: 'existing', name })} />
      )}
      {typeof build === 'object' && build.use === 'new' && (
        <>
          <TextAnswer {...text('registry.build.name')} label={fieldWords.clusterName} text={build.name} parse={textBy(clusterName, fieldWords.clusterNameFault)} onChange={(name) => onChange({ ...build, name })} />
          <TextAnswer {...text('registry.build.size')} label={fieldWords.size} text={build.size} parse={textBy(cpuSize, fieldWords.sizeFault)} onChange={(size) => onChange({ ...build, size })} />
          <TextAnswer {...text('registry.build.maxNodes')} label={fieldWords.maxNodes} text={String(build.maxNodes)} parse={numberBy(nodeCount, fieldWords.maxNodesFault)} onChange={(maxNodes) => onChange({ ...build, maxNodes })} />
        </>
      )}
    </>
  )
}
