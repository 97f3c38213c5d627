/** Every fault that can strike the reading of a workspace, once and for good. */
import { describe, expect, it } from 'vitest'
import { faultReads } from './fixtures/faultReads.ts'
import { seen, workspaceId } from './fixtures/faultSeen.ts'

describe('a fault while the workspace is read', () => {
  it.each(faultReads)('$fault is passed over or told in a sentence with a next action; nothing is written, and nothing is asked without end', async (one) => {
    const [once, always] = [await seen(one, 1), await seen(one, 'always')]
    expect([once.end, always.end]).toEqual([one.once, one.always])
    for (const { asked, hosts, whole } of [once, always]) {
      expect(asked.filter(({ method, path }) => method !== 'GET' && method !== 'OPTIONS' && !path.endsWith('/Microsoft.ResourceGraph/resources'))).toEqual([])
      expect([...hosts]).toEqual(['management.azure.com'])
      expect(whole).toMatch(/^$|(Reading changes nothing in Azure\.|Nothing in Azure was changed\.).* [A-Z][^.]+\.$/)
    }
    expect(always.asked.filter(({ method, path }) => method === 'GET' && path === workspaceId)).toHaveLength(one.asked)
  })
})
