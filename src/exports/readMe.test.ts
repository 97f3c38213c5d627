import { describe, expect, it } from 'vitest'
import type { Change } from '../changes/change.ts'
import { draft, endpoint, inputOf, vaultId, zoneId } from './fixtures/plans.ts'
import { exportFormats } from './index.ts'

const readMeOf = (plan: readonly Change[]): string =>
  Object.values(exportFormats).flatMap((format) => format(inputOf(plan)).files.filter(({ path }) => path === 'README.md')).map(({ text }) => text).join('\n')

describe('the read-me', () => {
  it('names endpoints whose zones are linked already, so that somebody chooses the time', () => {
    const plan = draft()
    endpoint(plan, { id: vaultId, group: 'vault', zones: [zoneId('privatelink.vaultcore.azure.net')] })
    const felt = plan.changes.map((change): Change => (change.type === 'Microsoft.Network/privateEndpoints' ? { ...change, interrupts: true } : change))
    const [made] = felt
    expect(readMeOf(felt)).toContain(`Choose a time when no job runs and no image is built. The zones of \`${made?.id.split('/').at(-1)}\` are linked`)
    expect(readMeOf(plan.changes)).not.toContain('Choose a time')
  })
})
