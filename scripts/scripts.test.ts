import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { runInNewContext } from 'node:vm'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { bridgeHeaders, headersOf, origins, policy } from './headers.mjs'
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

async function served<Result>(look: (address: string, folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'ringfence-'))
  mkdirSync(join(folder, 'assets'))
  mkdirSync(join(folder, '.vite'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>page</title>')
  writeFileSync(join(folder, 'redirect.html'), '<!doctype html><title>bridge</title>')
  writeFileSync(join(folder, 'config.json'), '{"cloud":"AzureChinaCloud"}')
  writeFileSync(join(folder, 'assets', 'a-1.js'), 'export const a = 1\n'.repeat(100))
  writeFileSync(join(folder, '.vite', 'manifest.json'), '{}')
  const { address, close } = await serve(0, folder)
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
