/** The sign-in of one application: MSAL, and what msal-react watches of it. Loaded where a site is set up for sign-in, and nowhere else. */
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { AuthProvider } from './auth/AuthProvider.tsx'
import { msalFor, type Setup } from './auth/msal.ts'
import { type Outside, type SignIn, startSignIn } from './auth/signIn.ts'

/** Starts the sign-in of a setup; nothing of it is on the page. */
export async function startMsal(setup: Setup, outside: Omit<Outside, 'msal'>): Promise<SignIn> {
  const msal = msalFor(setup)
  const signIn = await startSignIn({ ...outside, msal })
  // What msal-react watches has nothing to show, so it lives on an element that is on no page.
  createRoot(document.createElement('div')).render(createElement(AuthProvider, { msal, look: signIn.look }))
  return signIn
}
