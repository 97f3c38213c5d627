import { lazy, Suspense } from 'react'
import { Collapsed } from '../../components/Collapsed.tsx'
import type { View } from '../../session/derive.ts'
import type { StepId } from '../../steps/choices.ts'
import { commandWords as words } from './messages.en.ts'
import { hasCommands } from './taskCommands.ts'

const Commands = lazy(() => import('./Commands.tsx').then((module) => ({ default: module.Commands })))

/** The commands of a step, folded; what writes them is loaded when they are wanted. Nothing for a step that has none. */
export function StepCommands({ step, view }: { readonly step: StepId; readonly view: View }) {
  if (!hasCommands(step)) return null
  return <Collapsed title={words.title}>{() => <Suspense fallback={<p role="status">{words.loading}</p>}><Commands step={step} view={view} /></Suspense>}</Collapsed>
}
