/** MSAL, set up for one application and cloud: redirects only, tokens in this tab's storage, nothing logged. */
import { BrowserCacheLocation, type Configuration, LogLevel, PublicClientApplication } from '@azure/msal-browser'

/** Which application signs in where. */
export interface Setup {
  readonly clientId: string
  /** Origin of the sign-in service. */
  readonly authority: string
  /** A directory's id, or `organizations`. */
  readonly tenant: string
  readonly knownAuthorities: readonly string[]
  /** What the sign-in service says of itself, where MSAL is not to ask it; null: MSAL knows or asks. */
  readonly metadata: string | null
  /** The address of redirect.html, as registered. */
  readonly bridge: string
}

const configuration = ({ clientId, authority, tenant, knownAuthorities, metadata, bridge }: Setup): Configuration => ({
  auth: {
    clientId,
    authority: `${authority}/${tenant}`,
    knownAuthorities: [...knownAuthorities],
    ...(metadata === null ? {} : { authorityMetadata: metadata }),
    // One address for the way back from signing in and from signing out: the bridge knows both, so one has to be registered.
    redirectUri: bridge,
    postLogoutRedirectUri: bridge,
    // Tells Azure that this page answers claims challenges.
    clientCapabilities: ['CP1'],
  },
  // One tab, gone with it. What MSAL encrypts in localStorage is no better kept, and lives longer.
  cache: { cacheLocation: BrowserCacheLocation.SessionStorage },
  system: { allowPlatformBroker: false, loggerOptions: { logLevel: LogLevel.Error, piiLoggingEnabled: false, loggerCallback: () => undefined } },
})

/** MSAL for a setup, not yet initialised. */
export const msalFor = (setup: Setup): PublicClientApplication => new PublicClientApplication(configuration(setup))
