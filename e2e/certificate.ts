/** A self-signed certificate, made anew for each run: the browser is told to take any, so it only has to be well formed. */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'

const size = (length: number): Buffer => (length < 128 ? Buffer.from([length]) : length < 256 ? Buffer.from([0x81, length]) : Buffer.from([0x82, length >> 8, length & 255]))
const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag]), size(body.length), body])
}
const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts)
const text = (tag: number, value: string): Buffer => der(tag, Buffer.from(value))
const bits = (value: Uint8Array): Buffer => der(0x03, Buffer.from([0]), value)

const commonName = Buffer.from([0x06, 0x03, 0x55, 0x04, 0x03])
const alternativeName = Buffer.from([0x06, 0x03, 0x55, 0x1d, 0x11])
const ecdsaWithSha256 = sequence(Buffer.from([0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]))

const time = (milliseconds: number): Buffer => text(0x17, new Date(milliseconds).toISOString().replace(/^\d\d|[-:T]|\.\d+/g, ''))

/** Key and certificate for the hosts, as PEM; valid for two days around now. */
export function certificateFor(hosts: readonly string[]): { readonly key: string; readonly cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const name = sequence(der(0x31, sequence(commonName, text(0x0c, 'Ringfence test'))))
  const day = 86_400_000
  const names = der(0xa3, sequence(sequence(alternativeName, der(0x04, sequence(...hosts.map((host) => text(0x82, host)))))))
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))), der(0x02, Buffer.from([1]), randomBytes(8)), ecdsaWithSha256, name, sequence(time(Date.now() - day), time(Date.now() + day)), name,
    publicKey.export({ type: 'spki', format: 'der' }), names,
  )
  const certificate = sequence(body, ecdsaWithSha256, bits(sign('sha256', body, privateKey)))
  const cert = `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert }
}
