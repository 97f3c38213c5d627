/** The workflows of GitHub Actions before GitHub's own parser, whatever the texts in a plan. */
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser'
import { expect, it } from 'vitest'
import { between } from '../fixtures/between.ts'
import { hostileInputs } from '../fixtures/hostility.ts'
import { journey } from '../fixtures/journey.ts'
import { inputOf } from '../fixtures/plans.ts'
import { exportFormats } from '../index.ts'

async function faultsOf(content: string): Promise<readonly string[]> {
  const { context, value } = parseWorkflow({ name: 'deploy.yml', content }, new NoOperationTraceWriter())
  if (value !== undefined) await convertWorkflowTemplate(context, value)
  return context.errors.getErrors().map(({ message }) => message)
}

it('finds a workflow of ours that is wrong', async () => {
  const text = exportFormats.arm(inputOf(journey())).files.find(({ path }) => path === 'deploy.yml')?.text ?? ''
  expect(await faultsOf(text)).toEqual([])
  expect(await faultsOf(text.replace('needs: prepare-look', 'needs: [prepare-look'))).not.toEqual([])
  expect(await faultsOf(text.replace('runs-on: ubuntu-latest', 'run-on: ubuntu-latest'))).not.toEqual([])
  expect(await faultsOf(text.replace('inputs.stage ==', 'input.stage =='))).not.toEqual([])
})

it.each(Object.entries(exportFormats))('takes those of %s', async (_, write) => {
  const inputs = [inputOf(journey()), inputOf(journey({ hub: 'Network team', net: 'Network team' })), inputOf(between('endpoint')), ...hostileInputs(10).flatMap(([name, hostile]) => (name.startsWith('draw') ? [hostile] : []))]
  const texts = inputs.flatMap((input) => write(input).files.filter(({ path }) => path === 'deploy.yml').map(({ text }) => text))
  expect(texts).toHaveLength(inputs.length)
  expect(await Promise.all(texts.map(faultsOf))).toEqual(texts.map(() => []))
})
