import { expect, it } from 'vitest'
import { taskNames } from '../../base/taskName.ts'
import { method } from '../../steps/connectivity/choices.ts'
import { taskTitle, taskWords } from './messages.en.ts'
import { taskText } from './taskText.ts'

it('every task has words that say it without its own name, or a word of the choices', () => {
  // The tunnel types of a gateway are named as ARM names them.
  const names = /\b(vpn(?!ClientProtocols)[A-Z]\w*|expressRoute|undefined)\b/
  const texts = taskNames.flatMap((task) => method.options.map((chosen) => taskText({ task, data: { method: chosen } })))
  expect(texts.filter((text) => names.test(text) || taskNames.some((name) => text.includes(name)))).toEqual([])
})

it('a gateway to be built is called what it is', () => {
  expect(method.options.map((chosen) => taskWords.buildGateway.text({ method: chosen })).filter((text) => !text.includes('Build the gateway,')).map((text) => text.split(', then')[0])).toEqual(
    ['the point-to-site VPN gateway', 'the site-to-site VPN gateway', 'the ExpressRoute gateway'].map((gateway) => `Ringfence does not plan gateways. Build ${gateway}`),
  )
})

it('a gateway to be built is told with its subnet, its tiers, what has to be at hand, and how long it takes', () => {
  const text = taskWords.buildGateway.text({ method: 'vpnSiteToSite', range: '10.20.2.0/27' })
  expect(['GatewaySubnet of /27 or larger', '10.20.2.0/27 is free', 'VpnGw1AZ', 'shared key', 'conditional forwarders', '45 minutes'].filter((fact) => !text.includes(fact))).toEqual([])
  expect(taskWords.buildGateway.text({ method: 'vpnSiteToSite', range: 'there' })).toContain('which the network has')
  expect(taskWords.buildGateway.text({ method: 'vpnSiteToSite', range: 'none' })).toContain('no free range')
})

it('two datastores whose identity is to be set are told apart by the title', () => {
  const titles = ['one', 'two'].map((name) => taskTitle({ task: 'setDatastoreIdentity', data: { datastore: `/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/w/datastores/${name}` } }))
  expect(titles).toEqual(['Let the studio read a datastore with the workspace identity: one', 'Let the studio read a datastore with the workspace identity: two'])
})
