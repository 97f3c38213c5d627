/** msal-react's part: it tells the sign-in of accounts that come and go, and of an interaction that is under way. It shows nothing. */
import type { IPublicClientApplication } from '@azure/msal-browser'
import { MsalProvider, useMsal } from '@azure/msal-react'
import { useEffect } from 'react'

function Watch({ look }: { readonly look: (inProgress: string) => void }): null {
  const { accounts, inProgress } = useMsal()
  useEffect(() => look(inProgress), [look, accounts, inProgress])
  return null
}

/** Watches MSAL for `look`, which is called on the first render and after each change. */
export function AuthProvider({ msal, look }: { readonly msal: IPublicClientApplication; readonly look: (inProgress: string) => void }) {
  return <MsalProvider instance={msal}><Watch look={look} /></MsalProvider>
}
