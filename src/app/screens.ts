import { type ComponentType, lazy, type LazyExoticComponent } from 'react'
import type { StepId } from '../steps/choices.ts'
import type { ScreenProps } from '../steps/screen.ts'

type Load = () => Promise<{ readonly Screen: ComponentType<ScreenProps> }>

const loads: Readonly<Record<StepId, Load>> = {
  access: () => import('../steps/access/Screen.tsx'),
  addressSpace: () => import('../steps/addressSpace/Screen.tsx'),
  outbound: () => import('../steps/outbound/Screen.tsx'),
  workspace: () => import('../steps/workspace/Screen.tsx'),
  storage: () => import('../steps/storage/Screen.tsx'),
  keyVault: () => import('../steps/keyVault/Screen.tsx'),
  registry: () => import('../steps/registry/Screen.tsx'),
  datastores: () => import('../steps/datastores/Screen.tsx'),
  monitoring: () => import('../steps/monitoring/Screen.tsx'),
  connectivity: () => import('../steps/connectivity/Screen.tsx'),
}

const screen = (step: StepId) => lazy(() => loads[step]().then(({ Screen }) => ({ default: Screen })))

/** The screen of each step, loaded when it is first shown. */
export const screens: Readonly<Record<StepId, LazyExoticComponent<ComponentType<ScreenProps>>>> = {
  access: screen('access'), addressSpace: screen('addressSpace'), outbound: screen('outbound'), workspace: screen('workspace'), storage: screen('storage'),
  keyVault: screen('keyVault'), registry: screen('registry'), datastores: screen('datastores'), monitoring: screen('monitoring'), connectivity: screen('connectivity'),
}

/** Loads a step's screen ahead: when the pointer is on its link. */
export const preload = (step: StepId): void => {
  // A failure shows when the screen is opened; here it is of no interest.
  void loads[step]().catch(() => undefined)
}
