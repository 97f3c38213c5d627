import { describe, expect, it } from 'vitest'
import { failureText } from '../app/live/failureText.ts'
import { text } from '../discovery/fixtures/collected.ts'
import { open } from '../simulator/scenarios/open.ts'
import { worldOf } from '../simulator/scenarios/snapshot.ts'
import type { FaultId, Switch } from '../simulator/switches.ts'
import * as azure from './azure.ts'
import * as collector from './collector.ts'
import { liveAzure } from './fixtures/liveAzure.ts'
import { coreWith, until, visitor } from './fixtures/visitor.ts'

const workspaceId = text(open['workspaceId'])

/** What somebody sees who reads the workspace while a fault strikes: the assessment, or the text of the failure. */
async function seen(fault: Switch): Promise<string> {
  const live = liveAzure((clock) => ({ ...worldOf(open, clock), faults: [fault] }))
  const one = visitor({ core: () => Promise.resolve(coreWith(2)), azure: () => Promise.resolve(azure), collector: () => Promise.resolve(collector), live: live.load })
  one.actions.read({ workspaceId, tenant: null })
  await until(one.store, ({ session }) => session.at === 'design' || (session.at === 'discover' && session.failed !== null))
  const { session } = one.store.getState()
  if (session.at === 'design') return 'read'
  if (session.at !== 'discover' || session.failed === null) return session.at
  if (session.failed.what !== 'azure') return session.failed.what
  const { what, stays, next } = failureText(session.failed.failure, { reading: 'mlw' })
  return `${next}: ${what} ${stays}`
}

const read = 'read'
const again = { gateway: 'again: Azure could not answer for mlw.', silent: 'again: No answer from Azure.', wait: 'again: Azure asks to wait:' }
const signIn = { ended: 'signIn: The sign-in has ended.', asked: 'signIn: Your organisation asks you to sign in again', elsewhere: 'signIn: It belongs to another directory' }

/** What somebody sees when the fault strikes once, and when it strikes always (fault-catalogue.md, sections A to C, F and G, as far as they meet a read). */
const table: readonly (readonly [fault: FaultId, once: string, always: string])[] = [
  ['F01', read, again.silent], ['F03', read, again.gateway], ['F04', read, again.gateway], ['F05', read, again.gateway], ['F06', read, again.gateway], ['F07', read, read],
  ['F08', read, again.wait], ['F09', 'again: A request was sent on to https://elsewhere.example. Ringfence did not follow it. Your token was not sent there.', 'again: A request was sent on'],
  ['F10', read, signIn.ended], ['F11', read, signIn.ended], ['F12', read, signIn.asked], ['F13', read, signIn.asked], ['F14', read, signIn.asked], ['F15', read, signIn.ended],
  ['F18', signIn.elsewhere, signIn.elsewhere], ['F21', read, again.wait], ['F22', read, read],
  ['F43', 'otherWorkspace: mlw is not there, or this account does not see it.', 'otherWorkspace: mlw is not there'],
  ['F45', 'otherWorkspace: Its resource group is not there', 'otherWorkspace: Its resource group is not there'], ['F46', read, read], ['F47', again.gateway, again.gateway],
  ['F48', 'request: This account may not read mlw. It lacks', 'request: This account may not read mlw.'], ['F50', 'request: A deny assignment keeps', 'request: A deny assignment keeps'],
]

describe('a fault while the workspace is read', () => {
  it.each(table)('%s is passed over or told in a sentence with a next action', async (fault, once, always) => {
    const on = fault === 'F22' ? {} : { path: workspaceId }
    expect((await seen({ fault, on })).slice(0, once.length)).toBe(once)
    expect((await seen({ fault, on: { ...on, times: 'always' } })).slice(0, always.length)).toBe(always)
  })
})
