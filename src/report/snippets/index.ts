/** The table of snippets, and those that apply to an estate. */
import type { StepId } from '../../steps/choices.ts'
import { stepIds } from '../../steps/order.ts'
import { movedComputes, newBuildCluster } from './compute.ts'
import { makeDatasets, registerDatastores } from './datastores.ts'
import { workspaceEndpoint } from './endpoint.ts'
import { registryFirewalls, storageFirewalls, vaultFirewalls } from './firewall.ts'
import { diagnostics, namesAndAddresses } from './names.ts'
import { dependencies, serviceRoutes, serviceTags } from './outbound.ts'
import { privatePaths } from './privatePath.ts'
import { buildCluster, registryId } from './registry.ts'
import type { About, Part, Snippet, SnippetId } from './snippet.ts'
import { legacyMode, publicAccess } from './workspace.ts'

/** Every snippet of the catalogue; one that several steps show has a row for each. */
export const snippetTable: Readonly<Record<SnippetId, readonly Part[]>> = {
  'SN-01': [{ step: 'registry', requirements: ['ACR-02'], make: registryId }],
  'SN-02': [{ step: 'registry', requirements: ['ACR-15', 'ACR-16'], make: buildCluster }],
  'SN-03': [{ step: 'datastores', requirements: ['DATA-01', 'DATA-02', 'DATA-05', 'DATA-06', 'DATA-21'], make: registerDatastores }],
  'SN-04': [{ step: 'datastores', requirements: ['DATA-08'], make: makeDatasets }],
  'SN-05': [{ step: 'workspace', requirements: ['WKSP-01', 'WKSP-10'], make: workspaceEndpoint }],
  'SN-06': [{ step: 'workspace', requirements: ['WKSP-08', 'WKSP-11'], make: publicAccess }],
  'SN-07': [{ step: 'workspace', requirements: ['WKSP-13', 'WKSP-14'], make: legacyMode }],
  'SN-08': [{ step: 'addressSpace', requirements: ['PRE-19', 'NET-23'], make: movedComputes }, { step: 'registry', requirements: ['ACR-12', 'ACR-14'], make: newBuildCluster }],
  'SN-09': [{ step: 'outbound', requirements: ['NET-26'], make: serviceRoutes }],
  'SN-10': [{ step: 'connectivity', requirements: ['DIAG-01', 'DIAG-04'], make: diagnostics }],
  'SN-11': [{ step: 'outbound', requirements: ['NET-17'], make: serviceTags }],
  'SN-12': [{ step: 'connectivity', requirements: ['DIAG-07', 'WKSP-18'], make: namesAndAddresses }],
  'SN-13': [
    { step: 'workspace', requirements: ['WKSP-01', 'WKSP-04', 'WKSP-29'], make: privatePaths('amlworkspace') },
    { step: 'storage', requirements: ['STOR-02', 'STOR-03', 'STOR-05'], make: privatePaths('blob', 'file', 'queue', 'table', 'dfs') },
    { step: 'keyVault', requirements: ['KV-04'], make: privatePaths('vault') },
    { step: 'registry', requirements: ['ACR-08'], make: privatePaths('registry') },
    { step: 'monitoring', requirements: ['MON-09', 'MON-12'], make: privatePaths('azuremonitor') },
  ],
  'SN-14': [
    { step: 'storage', requirements: ['STOR-06', 'STOR-07', 'STOR-12', 'STOR-23'], make: storageFirewalls },
    { step: 'keyVault', requirements: ['KV-05', 'KV-06', 'KV-08', 'KV-09'], make: vaultFirewalls },
    { step: 'registry', requirements: ['ACR-03', 'ACR-07', 'ACR-09', 'ACR-20'], make: registryFirewalls },
  ],
  'SN-15': [{ step: 'outbound', requirements: ['NET-30'], make: dependencies }],
}

const rows = Object.entries(snippetTable).flatMap(([id, parts]) => parts.map((part) => ({ id: id as SnippetId, part })))

/** The snippets of a step that apply, by number. */
export const snippetsOf = (step: StepId, about: About): readonly Snippet[] =>
  rows.filter(({ part }) => part.step === step).flatMap(({ id, part: { requirements, make } }) => make(about).map((made): Snippet => ({ ...made, id, step, requirements })))

/** The snippets of all steps that apply, in the article's order. */
export const allSnippets = (about: About): readonly Snippet[] => stepIds.flatMap((step) => snippetsOf(step, about))
