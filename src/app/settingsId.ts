/** Where `?` finds the settings with the list of keys. */
export const settingsId = 'settings'
