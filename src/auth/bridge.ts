/** The bridge page, redirect.html: where Entra sends the browser back, in the page itself or in MSAL's hidden frame. Built alone, without React. */
import type { NavigationClient } from '@azure/msal-browser'
import { broadcastResponseToMainFrame } from '@azure/msal-browser/redirect-bridge'

const home = new URL('./', location.href).href
const isFramed = window.parent !== window

/** Nothing but a page of this folder is ever gone to, whatever the storage says. */
const inside = (url: string): string => (url.startsWith(home) ? url : home)

const navigation: Pick<NavigationClient, 'navigateInternal' | 'navigateExternal'> = {
  navigateInternal: (url) => {
    location.replace(inside(url))
    return Promise.resolve(true)
  },
  navigateExternal: () => Promise.resolve(false),
}

const goHome = (): void => {
  if (!isFramed) location.replace(home)
}

// Only a code or an error is an answer to a sign-in. Whoever comes from signing out, or opens this page by its address, is sent to the page; MSAL would keep
// what stands in the address for an answer that nobody waits for.
if (/[#?&](code|error)=/.test(location.search + location.hash)) broadcastResponseToMainFrame(navigation as NavigationClient).catch(goHome)
else goHome()
