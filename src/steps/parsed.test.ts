import { describe, expect, it } from 'vitest'
import { bastionName, machineName } from './connectivity/choices.ts'
import { numberBy, textBy } from './parsed.ts'
import { clusterName, cpuSize, nodeCount } from './registry/choices.ts'

describe('a text of a field', () => {
  it('becomes the value that its schema takes, without surrounding blanks', () => {
    expect([textBy(clusterName, 'no')(' cpu-build '), textBy(cpuSize, 'no')('STANDARD_DS3_V2'), numberBy(nodeCount, 'no')('4')]).toEqual([{ ok: true, value: 'cpu-build' }, { ok: true, value: 'STANDARD_DS3_V2' }, { ok: true, value: 4 }])
  })

  it('says what the schema wants where it takes no such value', () => {
    const texts = [textBy(clusterName, 'why')('cpu-1'), textBy(cpuSize, 'why')('Standard_NC6'), textBy(bastionName, 'why')('bas/x'), textBy(machineName, 'why')('-vm'), numberBy(nodeCount, 'why')('0'), numberBy(nodeCount, 'why')('1e1'), numberBy(nodeCount, 'why')('')]
    expect(texts).toEqual(texts.map(() => ({ ok: false, why: 'why' })))
  })
})
