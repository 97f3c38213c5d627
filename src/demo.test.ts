import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'
import { names, scenarioNamed, startDemo } from './demo.ts'

describe('the local sample Azure', () => {
  it('has addresses that stay while its world changes, and a configuration that only the demo build takes', async () => {
    const demo = await startDemo('open', 47_310)
    try {
      const before = demo.config()
      const read = readConfig(JSON.stringify(before), 'demo')
      expect(read).toMatchObject({ ok: true, config: { tenant: 'organizations', cloud: 'AzureCloud', arm: expect.stringMatching(/^http:\/\/localhost:\d+$/) } })
      expect(readConfig(JSON.stringify(before), 'product')).toMatchObject({ ok: false })
      await demo.open('government')
      const after = readConfig(JSON.stringify(demo.config()), 'demo')
      expect(demo.current()).toBe('government')
      expect(after.ok && read.ok && [after.config.cloud, after.config.arm, after.config.authority]).toEqual(['AzureUSGovernment', read.ok && read.config.arm, read.ok && read.config.authority])
      const metadata = JSON.parse((after.ok && after.config.metadata) || '{}') as Readonly<Record<string, string>>
      expect(metadata['token_endpoint']).toBe(`${after.ok && after.config.authority}/{tenantid}/oauth2/v2.0/token`)
    } finally {
      await demo.close()
    }
  })

  it('takes the next ports when these are taken', async () => {
    const first = await startDemo('open', 47_320)
    const second = await startDemo('open', 47_320)
    expect(JSON.stringify(first.config())).not.toBe(JSON.stringify(second.config()))
    await Promise.all([first.close(), second.close()])
  })

  it('finds a world by its name in any case, and none by another', () => {
    expect([scenarioNamed('HALFREFUSED'), scenarioNamed('toString'), scenarioNamed('')]).toEqual(['halfRefused', null, null])
    expect(names).toContain('many')
  })
})
