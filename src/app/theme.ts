import { type Theme, webDarkTheme, webLightTheme } from '@fluentui/react-components'
import { useSyncExternalStore } from 'react'
import type { Settings } from '../session/settings.ts'

// Fluent's own list ends in Courier where Consolas is missing.
const own = { fontFamilyMonospace: "Consolas, ui-monospace, 'SF Mono', Menlo, 'DejaVu Sans Mono', monospace" }

const themes: Readonly<Record<'light' | 'dark', Theme>> = { light: { ...webLightTheme, ...own }, dark: { ...webDarkTheme, ...own } }

const dark = '(prefers-color-scheme: dark)'

const watch = (changed: () => void) => {
  const query = matchMedia(dark)
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}

/** The theme of the settings, following the system where they say so. */
export function useTheme(setting: Settings['theme']): { readonly name: 'light' | 'dark'; readonly theme: Theme } {
  const system = useSyncExternalStore(watch, () => (matchMedia(dark).matches ? 'dark' : 'light'))
  const name = setting === 'system' ? system : setting
  return { name, theme: themes[name] }
}
