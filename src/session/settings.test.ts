import { describe, expect, it } from 'vitest'
import { type Settings, settingsFrom, settingsText, usual } from './settings.ts'

const settings: readonly Settings[] = [usual, { theme: 'dark', shortcuts: 'off' }, { theme: 'light', shortcuts: 'on' }]

describe('settings', () => {
  it('are read as they were kept', () => {
    expect(settings.map((one) => settingsFrom(settingsText(one)))).toEqual(settings)
  })

  it('are as usual where nothing sensible was kept', () => {
    expect([settingsFrom(null), settingsFrom(''), settingsFrom('{"theme":1}')]).toEqual([usual, usual, usual])
  })
})
