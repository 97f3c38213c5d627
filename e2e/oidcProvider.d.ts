/** What the tests use of oidc-provider 9, which brings no types of its own. */
declare module 'oidc-provider' {
  import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

  interface Interaction { readonly uid: string; readonly prompt: { readonly name: string } }

  export class Provider {
    constructor(issuer: string, configuration: object)
    readonly callback: () => RequestListener
    readonly interactionDetails: (request: IncomingMessage, response: ServerResponse) => Promise<Interaction>
    readonly interactionFinished: (request: IncomingMessage, response: ServerResponse, result: object) => Promise<void>
    readonly Grant: new (of: { readonly accountId: string; readonly clientId: string }) => {
      readonly addOIDCScope: (scope: string) => void
      readonly addResourceScope: (resource: string, scope: string) => void
      readonly save: () => Promise<string>
    }
  }

  export const interactionPolicy: {
    readonly Prompt: new (of: { readonly name: string; readonly requestable: boolean }) => object
    readonly base: () => { readonly add: (prompt: object, index: number) => void }
  }
}
