/** The actions of carrying a plan out; what they need is loaded when the first is called. */
import type { ApplyActions, Applying } from './applyState.ts'
import type { ApplyWork } from './ports.ts'
import type { Store } from './store.ts'

/** Puts something into what the page shows of a run. */
export const putApplying = (store: Store, part: Partial<Applying>): void => store.setState(({ applying }) => ({ applying: { ...applying, ...part } }))

/** The actions of carrying a plan out. */
export function applyEffects(work: ApplyWork): ApplyActions {
  const { store, ports } = work
  let loading: Promise<ApplyActions> | null = null
  const loaded = (): Promise<ApplyActions> => {
    loading ??= ports.applying().then((make) => {
      putApplying(store, { program: 'there' })
      return make(work)
    })
    return loading
  }
  const call = (act: (actions: ApplyActions) => void): void => void loaded().then(act, () => {
    // So that the next attempt loads it anew.
    loading = null
    putApplying(store, { program: 'unloadable' })
  })
  return {
    lookForRun: () => call((actions) => actions.lookForRun()),
    preflight: () => call((actions) => actions.preflight()),
    setRunOptions: (part) => call((actions) => actions.setRunOptions(part)),
    startRun: () => call((actions) => actions.startRun()),
    goOnWithRun: (byHand) => call((actions) => actions.goOnWithRun(byHand)),
    planUndo: (created) => call((actions) => actions.planUndo(created)),
    undoRun: () => call((actions) => actions.undoRun()),
    leaveRun: () => call((actions) => actions.leaveRun()),
    act: (act) => call((actions) => actions.act(act)),
    giveSecret: (value) => call((actions) => actions.giveSecret(value)),
    checkName: (host, said) => call((actions) => actions.checkName(host, said)),
    readBack: () => call((actions) => actions.readBack()),
    diagnoseAgain: () => call((actions) => actions.diagnoseAgain()),
    evidence: () => loaded().then((actions) => actions.evidence(), () => null),
    putRunAway: () => call((actions) => actions.putRunAway()),
    openAfter: () => call((actions) => actions.openAfter()),
  }
}
