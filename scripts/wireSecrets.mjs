// Secrets by ARM type that the published schemas leave unmarked; wire.mjs adds them to those that they mark.

/**
 * Secrets that no schema marks: keys and tokens, and what people write scripts, arguments and variables with. A snapshot does without them, and so would a body
 * that is sent whole: none of these types is, but components, whose keys Azure alone writes.
 */
export const unmarkedSecrets = {
  'Microsoft.Compute/virtualMachines/extensions': ['properties.protectedSettings'],
  'Microsoft.Insights/components': ['properties.ConnectionString', 'properties.HockeyAppToken', 'properties.InstrumentationKey'],
  'Microsoft.MachineLearningServices/workspaces/computes': [
    'properties.properties.administratorAccount.password', 'properties.properties.customServices[].environmentVariables.*.value', 'properties.properties.databricksAccessToken',
    ...['creationScript', 'startupScript'].flatMap((script) => ['scriptArguments', 'scriptData'].map((part) => `properties.properties.setupScripts.scripts.${script}.${part}`)),
  ],
  'Microsoft.MachineLearningServices/workspaces/connections': ['key', 'keys', 'sas', 'secretAccessKey'].map((name) => `properties.credentials.${name}`),
  'Microsoft.Network/connections': ['properties.authorizationKey'],
  'Microsoft.Network/expressRouteCircuits': [
    'properties.authorizationKey', 'properties.authorizations[].properties.authorizationKey', 'properties.peerings[].properties.connections[].properties.authorizationKey',
    'properties.peerings[].properties.sharedKey', 'properties.serviceKey', 'properties.activationKey',
  ],
}
