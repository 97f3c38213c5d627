import { expect, it } from 'vitest'
import { taskNames } from '../../base/taskName.ts'
import { method } from '../../steps/connectivity/choices.ts'
import { taskText, taskWords } from './messages.en.ts'

it('every task has words that say it without its own name, or a word of the choices', () => {
  const names = /\b(vpn[A-Z]\w*|expressRoute|undefined)\b/
  const texts = taskNames.flatMap((task) => method.options.map((chosen) => taskText({ task, data: { method: chosen } })))
  expect(texts.filter((text) => names.test(text) || taskNames.some((name) => text.includes(name)))).toEqual([])
})

it('a gateway to be built is called what it is', () => {
  expect(method.options.map((chosen) => taskWords.buildGateway.text({ method: chosen })).filter((text) => !text.includes('the gateway'))).toEqual(
    ['the point-to-site VPN gateway', 'the site-to-site VPN gateway', 'the ExpressRoute gateway'].map((gateway) => `Ringfence does not plan gateways. Build ${gateway}, then take a new snapshot.`),
  )
})
