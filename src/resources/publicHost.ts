import { forwarders, zones, type CloudId } from '../facts/ask.ts'
import { clouds } from '../facts/clouds.ts'

const label = 'privatelink.'

const cloudIds = Object.keys(clouds) as readonly CloudId[]

/** The vault's zones and the public names that their records stand for; the only zone whose public name differs by more than the label. */
const vaultZones: ReadonlyMap<string, string> = new Map(
  cloudIds.flatMap((cloud) => {
    const host = forwarders('vault', cloud).find((name) => name.startsWith('vault.'))
    return host === undefined ? [] : zones('vault', cloud).map((zone) => [zone, host] as const)
  }),
)

/** The public host that a name in a private link zone stands for: `st.privatelink.blob.core.windows.net` is `st.blob.core.windows.net` (PE-DNS). */
export function publicHost(privateName: string): string {
  const name = privateName.toLowerCase().replace(/\.$/, '')
  const at = name.indexOf(label)
  if (at < 0) return name
  const zone = name.slice(at)
  return name.slice(0, at) + (vaultZones.get(zone) ?? zone.slice(label.length))
}
