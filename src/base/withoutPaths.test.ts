import { expect, it } from 'vitest'
import { withoutPaths } from './withoutPaths.ts'

it('paths are left out without case, through lists and any name; the rest stays', () => {
  expect(withoutPaths({ ID: 1, properties: { subnets: [{ etag: 'a', name: 's' }], tags: { x: { secret: 1, kept: 2 } } } }, ['id', 'properties.subnets[].etag', 'properties.tags.*.secret'])).toEqual({
    properties: { subnets: [{ name: 's' }], tags: { x: { kept: 2 } } },
  })
})
it('a path that is not there changes nothing', () => {
  expect(withoutPaths({ a: [1] }, ['a.b', 'c[].d'])).toEqual({ a: [1] })
})
