import { expect, it } from 'vitest'
import { writable } from './writable.ts'

const type = 'Microsoft.MachineLearningServices/workspaces'

it('a workspace is never sent with the older switch open beside the newer one (WKSP-08)', () => {
  const body = writable(type, { properties: { allowPublicAccessWhenBehindVnet: true, publicNetworkAccess: 'Enabled', hbiWorkspace: false } })
  expect(body).toEqual({ properties: { publicNetworkAccess: 'Enabled', hbiWorkspace: false } })
})

it('the older switch stays where it is all that is said', () => {
  expect(writable(type, { properties: { allowPublicAccessWhenBehindVnet: false } })).toEqual({ properties: { allowPublicAccessWhenBehindVnet: false } })
})
