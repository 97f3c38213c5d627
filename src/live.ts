/** Puts live Azure together: configuration, client, sign-in. A lazy chunk; main.tsx loads it when the page first needs to know who is signed in. */
import { systemClock } from './arm/clock.ts'
import { connect } from './arm/connect.ts'
import { waitsOn } from './arm/waits.ts'
import { later } from './auth/later.ts'
import { wasUsed } from './auth/pending.ts'
import type { SignIn } from './auth/signIn.ts'
import { type Config, noFile, readConfig } from './config.ts'
import { clouds } from './facts/clouds.ts'
import { kept } from './session/kept.ts'
import type { Live, LoadLive } from './session/live.ts'

const build = __RINGFENCE_DEMO__ ? 'demo' : 'product'

/** The one scope that is ever asked for: ARM's, in the name of who signs in. The resource's name follows the cloud, also where a custom environment answers for it. */
const scopeOf = ({ cloud }: Config): string => `${new URL(clouds[cloud].armScope).origin}/user_impersonation`

/** The library is loaded where there is something to sign in to, once the configuration says so. */
async function signInOf(config: Config): Promise<SignIn> {
  const { startMsal } = await import('./liveSignIn.ts')
  const { clientId, authority, tenant, knownAuthorities, metadata } = config
  // MSAL takes no http authority; the demo's is told apart by its metadata, under the name of the cloud's own.
  const named = metadata === null ? authority : clouds[config.cloud].authority
  return startMsal(
    { clientId, authority: named, tenant, knownAuthorities, metadata, bridge: new URL('redirect.html', new URL('./', location.href)).href },
    // The demo's Azure is on this machine, which may well be without a network.
    { authority: named, tenant, scope: scopeOf(config), shelf: () => sessionStorage, online: () => metadata !== null || navigator.onLine },
  )
}

/** What a person is to Azure's limits: an account in a directory. */
function whoIn(signIn: SignIn, tenant: string | null): string {
  const identity = signIn.identity()
  return identity.is === 'in' ? `${identity.account.id} ${signIn.directoryOf(tenant) ?? identity.account.tenant}` : ''
}

function liveOf(config: Config, signIn: SignIn): Live {
  return {
    cloud: config.cloud,
    origin: config.arm,
    hosts: { arm: new URL(config.arm).host, signIn: new URL(config.authority).host },
    identity: signIn.identity,
    listen: signIn.listen,
    signIn: signIn.signIn,
    signOut: signIn.signOut,
    use: signIn.use,
    directoryOf: signIn.directoryOf,
    arm: (tenant) => connect({
      fetch: (request) => fetch(request), clock: systemClock, origin: config.arm, tokens: signIn.tokens(tenant), newId: () => crypto.randomUUID(), run: crypto.randomUUID(),
      waits: waitsOn({ read: () => localStorage.getItem(kept.waits), write: (text) => localStorage.setItem(kept.waits, text) }, systemClock.now, whoIn(signIn, tenant)),
    }),
  }
}

async function fileText(): Promise<{ readonly text: string } | { readonly missing: string }> {
  try {
    const answer = await fetch('./config.json', { cache: 'no-cache' })
    return answer.ok ? { text: await answer.text() } : { missing: `no file: the server answered ${answer.status}` }
  } catch {
    return { missing: 'no answer from the server of this page' }
  }
}

/** Reads the configuration and finds out who is signed in, silently. Rejects only where the library is needed for that and cannot start. */
export const loadLive: LoadLive = async () => {
  const file = await fileText()
  if ('missing' in file) return { ok: false, fault: noFile(file.missing) }
  const read = readConfig(file.text, build)
  if (!read.ok) return read
  if (read.config.clientId === '') return { ok: false, fault: null }
  const start = () => signInOf(read.config)
  // Whoever was never signed in in this tab is out; the library, the largest part of all, can wait for their click.
  return { ok: true, live: liveOf(read.config, wasUsed(() => sessionStorage) === 'yes' ? await start() : later(start)) }
}
