import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { runInNewContext } from 'node:vm'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { jsonOf, textOf } from './files.mjs'
import { bridgeHeaders, headersOf, origins, policy, printers, staticWebAppText } from './headers.mjs'
import { literal } from './literal.mjs'
import { serve } from './serve.mjs'

/** Asks with the path exactly as given; fetch would tidy it first. */
const asked = (address: string, path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
  new Promise<{ readonly status: number; readonly headers: Readonly<Record<string, unknown>>; readonly body: Buffer }>((resolve, reject) => {
    request({ host: '127.0.0.1', port: new URL(address).port, path, headers, method }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }))
    }).on('error', reject).end()
  })

type Options = NonNullable<Parameters<typeof serve>[2]>

async function served<Result>(look: (address: string, folder: string) => Promise<Result>, options: Options = {}): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'ringfence-'))
  mkdirSync(join(folder, 'assets'))
  mkdirSync(join(folder, '.vite'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>page</title>')
  writeFileSync(join(folder, 'redirect.html'), '<!doctype html><title>bridge</title>')
  writeFileSync(join(folder, 'config.json'), '{"cloud":"AzureChinaCloud"}')
  writeFileSync(join(folder, 'assets', 'a-1.js'), 'export const a = 1\n'.repeat(100))
  writeFileSync(join(folder, '.vite', 'manifest.json'), '{}')
  const { address, close } = await serve(0, folder, options)
  try {
    return await look(address, folder)
  } finally {
    await close()
    rmSync(folder, { recursive: true })
  }
}

describe('the headers', () => {
  it.each([
    ['AzureCloud', 'https://management.azure.com', ['https://login.microsoftonline.com']],
    ['AzureUSGovernment', 'https://management.usgovcloudapi.net', ['https://login.microsoftonline.us']],
    ['AzureChinaCloud', 'https://management.chinacloudapi.cn', ['https://login.partner.microsoftonline.cn', 'https://login.chinacloudapi.cn']],
  ])('let the page of %s call its own cloud only', (cloud, arm, signIn) => {
    expect(origins({ cloud })).toEqual({ arm, signIn })
    expect(policy({ cloud }, 'none')).toContain(`connect-src 'self' ${[...signIn, arm].join(' ')};`)
  })

  it('take the addresses of a custom environment, and refuse an unknown cloud', () => {
    const endpoints = { resourceManager: 'https://arm.contoso.example/x', authority: 'https://login.contoso.example/tenant' }
    expect(origins({ cloud: 'AzureCloud', endpoints })).toEqual({ arm: 'https://arm.contoso.example', signIn: ['https://login.contoso.example'] })
    expect(() => origins({ cloud: 'Mars' })).toThrow('Mars')
  })

  it('let the page itself frame the bridge, which is never stored', () => {
    const headers = bridgeHeaders({ cloud: 'AzureCloud' })
    expect(headers['Content-Security-Policy']).toContain("frame-ancestors 'self'")
    expect([headers['Cache-Control'], 'Cross-Origin-Opener-Policy' in headers]).toEqual(['no-store', false])
    expect(headersOf('/', { cloud: 'AzureCloud' })['Content-Security-Policy']).toContain("frame-ancestors 'none'")
  })
})

interface Rule {
  readonly order: number
  readonly conditions: readonly { readonly parameters: { readonly operator: string; readonly matchValues: readonly string[] } }[]
  readonly actions: readonly { readonly parameters: { readonly headerAction: string; readonly headerName: string; readonly value?: string } }[]
}

/** What a Front Door with these rules adds to an answer: rules in their order, the later one wins. */
function throughFrontDoor(rules: readonly Rule[], path: string): Readonly<Record<string, string>> {
  const headers = new Map<string, string>()
  const meets = ({ conditions }: Rule): boolean => conditions.every(({ parameters: { operator, matchValues } }) =>
    matchValues.some((value) => (operator === 'Equal' ? path.slice(1) === value : path.slice(1).startsWith(value))))
  for (const { actions } of rules.filter(meets).toSorted((one, other) => one.order - other.order)) {
    for (const { parameters: { headerAction, headerName, value = '' } } of actions) {
      if (headerAction === 'Delete') headers.delete(headerName)
      else headers.set(headerName, value)
    }
  }
  return Object.fromEntries(headers)
}

describe.each(['AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud'])('what hosts are told, in %s', (cloud) => {
  const config = { cloud }
  const paths = ['/', '/index.html', '/config.json', '/assets/a-1.js', '/redirect.html']

  it('is the same through a rule set of Front Door', () => {
    const { resources } = JSON.parse(printers.frontdoor(config)) as { readonly resources: readonly { readonly type: string; readonly properties: Rule }[] }
    const rules = resources.filter(({ type }) => type === 'Microsoft.Cdn/profiles/ruleSets/rules').map(({ properties }) => properties)
    for (const path of paths) expect([path, throughFrontDoor(rules, path)]).toEqual([path, headersOf(path, config)])
    // Limits of Front Door: five actions a rule, and a header's value of 640 characters.
    expect(rules.map(({ actions }) => actions.length).filter((length) => length < 1 || length > 5)).toEqual([])
    expect(rules.flatMap(({ actions }) => actions.map(({ parameters }) => parameters.value ?? '')).filter((value) => value.length > 640 || value.startsWith('['))).toEqual([])
    expect(new Set(rules.map(({ order }) => order)).size).toBe(rules.length)
  })

  it('is the same in Static Web Apps, where an empty text takes a header away', () => {
    const { globalHeaders, routes } = JSON.parse(staticWebAppText(config)) as { readonly globalHeaders: object; readonly routes: readonly { readonly route: string; readonly headers: object }[] }
    const at = (path: string): object => routes.find(({ route }) => (route.endsWith('*') ? path.startsWith(route.slice(0, -1)) : path === route))?.headers ?? {}
    for (const path of paths) {
      const headers = Object.fromEntries(Object.entries({ ...globalHeaders, ...at(path) }).filter(([, value]) => value !== ''))
      expect([path, headers]).toEqual([path, headersOf(path, config)])
    }
  })

  it('is the same for nginx', () => {
    const blocks = printers.nginx(config).split(/^location /m).slice(1).map((block) => {
      const [first = '', ...rest] = block.split('\n')
      return [first.replace(/^= | \{$/g, ''), Object.fromEntries(rest.flatMap((line) => [...line.matchAll(/add_header (\S+) "([^"]*)" always;/g)].map(([, name = '', value = '']) => [name, value])))] as const
    })
    expect(blocks).toEqual([['/redirect.html', headersOf('/redirect.html', config)], ['/assets/', headersOf('/assets/a-1.js', config)], ['/', headersOf('/', config)]])
  })
})

describe('public/staticwebapp.config.json', () => {
  it('is current with public/config.json: npm run generate writes it', () => {
    expect(textOf('public/staticwebapp.config.json')).toBe(staticWebAppText(jsonOf('public/config.json')))
  })
})

describe('the local server', () => {
  it('gives the page with the headers of its configuration', () => served(async (address) => {
    const { status, headers, body } = await asked(address, '/')
    expect([status, body.toString(), headers['cache-control']]).toEqual([200, '<!doctype html><title>page</title>', 'no-cache'])
    expect(headers['content-security-policy']).toBe(policy({ cloud: 'AzureChinaCloud' }, 'none'))
  }))

  it('gives assets for ever, compressed as the browser likes', () => served(async (address) => {
    const { headers, body } = await asked(address, '/assets/a-1.js', { 'Accept-Encoding': 'gzip, deflate, br' })
    expect([headers['content-encoding'], headers['cache-control'], headers['content-type']]).toEqual(['br', 'public, max-age=31536000, immutable', 'text/javascript; charset=utf-8'])
    expect(brotliDecompressSync(body).toString()).toBe('export const a = 1\n'.repeat(100))
    expect((await asked(address, '/assets/a-1.js')).headers['content-encoding']).toBeUndefined()
  }))

  it('gives nothing but files of the build', () => served(async (address) => {
    const paths = ['/nothing', '/../package.json', '/%2e%2e/%2e%2e/etc/passwd', '/.vite/manifest.json', '//evil.example/index.html']
    const found = await Promise.all(paths.map((path) => asked(address, path)))
    expect(found.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
    expect((await asked(address, '/', {}, 'POST')).status).toBe(405)
  }))

  it('gives another configuration in place of the one of the build, and its headers', () => served(async (address) => {
    expect(JSON.parse((await asked(address, '/config.json')).body.toString())).toEqual({ cloud: 'AzureUSGovernment' })
    expect((await asked(address, '/')).headers['content-security-policy']).toBe(policy({ cloud: 'AzureUSGovernment' }, 'none'))
  }, { config: { cloud: 'AzureUSGovernment' } }))

  it('lets somebody else answer first', () => served(async (address) => {
    expect([(await asked(address, '/other', {}, 'POST')).status, (await asked(address, '/')).body.toString()]).toEqual([204, '<!doctype html><title>page</title>'])
  }, {
    also: (path, _, response) => {
      if (path === '/other') response.writeHead(204).end()
      return Promise.resolve(path === '/other')
    },
  }))

  it('says when a port is taken', () => served(async (address, folder) => {
    await expect(serve(Number(new URL(address).port), folder)).rejects.toThrow('EADDRINUSE')
  }))
})

describe('printed literals', () => {
  it('mean the value that they were printed from', () => {
    const value = { a: "it's", 'b-c': ['\\', 'line\nbreak', null, true, -1.5], long: Array.from({ length: 40 }, (_, index) => `value ${index}`), none: {}, empty: [] }
    expect(runInNewContext(`(${literal(value)})`)).toEqual(value)
  })
})
