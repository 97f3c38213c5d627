import type { Openings } from './openings.ts'
import { everything } from './search.ts'
import * as transitions from './session.ts'
import { type Parts, showWaits, turns } from './turns.ts'

/** Lists the workspaces of a directory. What was listed before is shown again when it was whole. */
export function listing({ store, ports, sign }: Parts, opening: Pick<Openings, 'leave'>) {
  const turn = turns()
  let last: { readonly account: string; readonly pick: transitions.Picking } | null = null
  const session = () => store.getState().session
  const put = (next: transitions.Session) => store.setState({ session: next })
  const ours = (): string => {
    const { identity } = store.getState()
    return identity.is === 'in' ? `${identity.account.id} ${identity.account.tenant}` : ''
  }
  const told = (signal: AbortSignal, next: transitions.Picking['listing']) => {
    if (signal.aborted) return
    // What reads the workspace is there when one is chosen; a failure shows when it is needed.
    if (next.state === 'running') void ports.collector().catch(() => undefined)
    put(transitions.listed(session(), next))
    const now = session()
    if (now.at === 'pick' && next.state === 'done') last = { account: ours(), pick: now }
  }
  const list = async (tenant: string | null) => {
    opening.leave()
    const signal = turn.begin()
    const before = session()
    const pick = transitions.picking(tenant, before.at === 'pick' ? before.search : everything)
    store.setState({ session: pick, held: null })
    ports.goTo('/pick')
    const [azure, live] = await Promise.all([ports.azure().catch(() => null), sign.settled()])
    if (signal.aborted) return
    if (azure === null || live === null) return put(transitions.failed({ what: 'program', name: 'the list of workspaces' }))
    const arm = live.arm(tenant)
    showWaits(store, arm, signal)
    try {
      for await (const next of azure.listWorkspaces(arm, signal)) told(signal, next)
    } catch {
      const now = session()
      if (now.at === 'pick') told(signal, { ...now.listing, state: 'failed', failure: null })
    }
  }
  const enter = () => {
    if (last === null || last.account !== ours()) return list(last?.pick.tenant ?? null)
    put(last.pick)
    ports.goTo('/pick')
    return Promise.resolve()
  }
  return {
    list, enter,
    again: () => {
      const now = session()
      return list(now.at === 'pick' ? now.tenant : null)
    },
    forget: () => {
      last = null
    },
    leave: turn.stop,
    /** Keeps what came. */
    stop: () => {
      const now = session()
      turn.stop()
      if (now.at === 'pick' && now.listing.state === 'running') put(transitions.listed(now, { ...now.listing, state: 'stopped' }))
    },
  }
}
