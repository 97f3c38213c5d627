/** The pages that a person sees at the sign-in service: plain HTML, no script. */
import { text, type Reply } from '../reply.ts'
import type { Account } from '../world.ts'

const escaped = (value: string): string => value.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)

const style = 'body{font:16px system-ui,sans-serif;max-width:28rem;margin:4rem auto;padding:0 1rem}button{font:inherit;display:block;width:100%;text-align:left;padding:.75rem;margin:.5rem 0}'

const document = (title: string, body: string): Reply => text(200, 'text/html; charset=utf-8', [
  '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
  `<title>${title}</title><style>${style}</style></head><body><main>${body}</main></body></html>`,
].join(''))

const hidden = (fields: Iterable<readonly [string, string]>): string => [...fields].map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`).join('')

const button = (answer: string, label: string): string => `<button type="submit" name="answer" value="${escaped(answer)}">${label}</button>`

/** Asks who signs in. `action` takes the answer; `fields` are the application's own parameters. */
export const accountPage = (action: string, fields: Iterable<readonly [string, string]>, accounts: readonly Account[]): Reply =>
  document('Sign in to the simulated directory', [
    '<h1>Sign in as</h1><p>This is the simulated sign-in service. No password is asked.</p>',
    `<form method="post" action="${escaped(action)}">`, hidden(fields),
    ...accounts.map(({ name, username }) => button(`account:${username}`, `${escaped(name)}<br>${escaped(username)}`)),
    button('cancel', 'Cancel'), '</form>',
  ].join(''))

/** Asks for consent, or says that only an administrator can give it. */
export function consentPage(action: string, fields: Iterable<readonly [string, string]>, account: Account): Reply {
  const asks = account.consent === 'asked'
  const heading = asks ? 'Permissions requested' : 'Need admin approval'
  const sentence = asks ? 'The application asks to use Azure Resource Manager as you.' : 'Only an administrator of your directory can allow this application.'
  const buttons = asks ? `${button(`accept:${account.username}`, 'Accept')}${button('decline', 'Cancel')}` : button('admin', 'Return to the application without granting consent')
  return document(heading, `<h1>${heading}</h1><p>${escaped(account.username)}</p><p>${sentence}</p><form method="post" action="${escaped(action)}">${hidden(fields)}${buttons}</form>`)
}

/** The page after signing out without an address to return to. */
export const signedOutPage = (): Reply => document('Signed out', '<h1>You signed out</h1>')
