/** How this browser likes to be shown things; kept apart from drafts. */
export interface Settings {
  readonly theme: 'light' | 'dark' | 'system'
  readonly shortcuts: 'on' | 'off'
}

/** What somebody sees who has set nothing. */
export const usual: Settings = { theme: 'system', shortcuts: 'on' }

/** Settings from text kept by an earlier visit; whatever is not understood is as usual. */
export function settingsFrom(text: string | null): Settings {
  const has = (part: string) => text?.split(' ').includes(part) ?? false
  return { theme: has('light') ? 'light' : has('dark') ? 'dark' : 'system', shortcuts: has('off') ? 'off' : 'on' }
}

/** Settings as text to keep. */
export const settingsText = ({ theme, shortcuts }: Settings): string => `${theme} ${shortcuts}`
