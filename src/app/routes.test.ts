import { describe, expect, it } from 'vitest'
import { assessment, hrefOf, neighbour, pageKey, pathOf, placeOf, type Route, routeOf, stepRoute } from './routes.ts'

const routes: readonly Route[] = [
  { page: 'start' },
  { page: 'pick' },
  { page: 'read' },
  assessment,
  { page: 'assessment', level: 'must', section: 'storage', open: 'registry-is-premium~1' },
  { page: 'assessment', level: 'all', section: 'all', open: 'a/b~2' },
  stepRoute('storage'),
  { page: 'step', step: 'registry', to: { by: 'question', name: 'registry.build' } },
  { page: 'step', step: 'registry', to: { by: 'rule', name: 'registry-is-premium' } },
  { page: 'plan', rest: ['changes', '65'] },
  { page: 'export', rest: [] },
  { page: 'requirements', rest: [] },
  { page: 'report', rest: [] },
  { page: 'review', payload: 'sQEAA-_9' },
  { page: 'review', payload: '' },
  { page: 'reply', payload: 'tQEAA/with?what=came%20along' },
]

describe('routes', () => {
  it('are their paths', () => {
    expect(routes.map((route) => routeOf(pathOf(route)))).toEqual(routes)
  })

  it('leave filters out that filter nothing', () => {
    expect([hrefOf(assessment), hrefOf({ ...assessment, level: 'must' })]).toEqual(['#/assessment', '#/assessment/must'])
  })

  it('say that they do not know a page, a step, or a broken escape', () => {
    expect([routeOf('/nowhere').page, routeOf('/step/nowhere').page, routeOf('/plan/%E0%A4%A')]).toEqual(['unknown', 'unknown', { page: 'plan', rest: ['%E0%A4%A'] }])
  })

  it('ignore filters that they do not know', () => {
    expect(routeOf('/assessment/everything/nowhere')).toEqual(assessment)
  })

  it('lead from step to step in order', () => {
    expect([neighbour('access', 'back'), neighbour('access', 'next'), neighbour('connectivity', 'next')]).toEqual([null, 'addressSpace', null])
  })

  it('are another page only where the page changes', () => {
    expect([pageKey({ ...assessment, level: 'must' }), pageKey(stepRoute('storage'))]).toEqual(['assessment', 'step/storage'])
  })

  it('say what they begin', () => {
    expect(['/', '/pick', '/read', '/requirements', '/plan', '/nowhere', '/review/x', '/reply/x'].map((path) => placeOf(routeOf(path)))).toEqual(['start', 'pick', 'read', 'start', 'deeper', 'deeper', 'review', 'deeper'])
  })
})
