/** The three ways in which a visitor's system may show the page. */
import type { Page } from '@playwright/test'

/** Each mode with what the browser is told. */
export const modes = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  forced: { colorScheme: 'dark', forcedColors: 'active' },
} as const satisfies Readonly<Record<string, Parameters<Page['emulateMedia']>[0]>>

export type Mode = keyof typeof modes
export const modeNames = Object.keys(modes) as readonly Mode[]
