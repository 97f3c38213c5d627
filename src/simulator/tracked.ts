/** Which types Azure's inventory knows: the generic lists of ARM, and the tables of Resource Graph. */

/** Child types that the inventory has (seen in public queries of the table `resources`). */
const children = new Set([
  'microsoft.compute/virtualmachines/extensions', 'microsoft.machinelearningservices/workspaces/computes', 'microsoft.network/privatednszones/virtualnetworklinks',
  'microsoft.network/dnsforwardingrulesets/virtualnetworklinks', 'microsoft.network/dnsresolvers/inboundendpoints', 'microsoft.network/dnsresolvers/outboundendpoints',
])

/** Whether resources of a type (lower case) are in the inventory. */
export const isTracked = (type: string): boolean =>
  children.has(type) || (type.split('/').length === 2 && !type.startsWith('microsoft.authorization/') && !type.startsWith('microsoft.resources/') && type !== 'microsoft.insights/diagnosticsettings')

/** Whether a type is in the Resource Graph table `dnsresources`. */
export const isDnsRecord = (type: string): boolean => /^microsoft\.network\/privatednszones\/(a|aaaa|cname|mx|ptr|soa|srv|txt)$/.test(type)
