/** What people read about what follows a run, on the page and in its report. */
import type { Diagnosis } from './diagnose.ts'
import type { DiagnosisList, DiagnosisResult } from './diagnosisReport.ts'
import type { EvidenceName } from './progress.ts'
import type { CheckName } from './readBack.ts'

/** The proofs before a closing. */
export const proofNames: Readonly<Record<EvidenceName, string>> = {
  endpointsSucceeded: 'Endpoints that take the place of the public way succeeded', approvedByTarget: 'Approved on the target’s own list', recordsEqualAddresses: 'Records equal the endpoint addresses', zonesLinked: 'Zones linked to the networks', exceptionsInBody: 'Exceptions in the body to be sent',
  buildCluster: 'A cluster builds images', restoringBodyStored: 'What takes it back is stored', nothingRuns: 'Nothing else runs on it', wayIn: 'Your way in was tried', pathsKept: 'Paths that must work are kept',
}

/** What was read back beside the values that were written. */
export const checkNames: Readonly<Record<CheckName, string>> = {
  endpointsApproved: 'Private endpoints are approved', zoneGroups: 'Endpoints have their zone groups', zonesLinked: 'Zones are linked to the networks', namesPrivate: 'Names lead to private addresses',
  doorsClosed: 'Doors are closed as chosen', accessModes: 'Access modes of the private link scope', buildCluster: 'A cluster builds images',
}

/** The lists of a diagnosis, as the part that they are about. */
export const diagnosisLists: Readonly<Record<DiagnosisList, string>> = {
  userDefinedRouteResults: 'Routes', networkSecurityRuleResults: 'Security rules', resourceLockResults: 'Locks', dnsResolutionResults: 'Names', storageAccountResults: 'Storage', keyVaultResults: 'Key vault',
  containerRegistryResults: 'Container registry', applicationInsightsResults: 'Application Insights', otherResults: 'Other',
}

/** The levels of its results. */
export const diagnosisLevels: Readonly<Record<DiagnosisResult['level'], string>> = { error: 'error', warning: 'warning', information: 'information' }

/** What a diagnosis means that has no list of results, or an empty one. */
export const diagnosisSays = {
  none: 'The workspace found no problem with its routes, security rules, locks, names, storage, key vault, registry and Application Insights. That is its own view from Azure: it does not prove that nothing is reachable from outside, or that names resolve where your people sit.',
  refused: 'Azure gave no diagnosis, so nothing is said about the workspace’s own view. The estate as read back is not affected.',
  failed: (code: string | null, message: string): string => `The diagnosis was begun and failed${code === null ? '' : ` (${code})`}${message === '' ? '.' : `: ${message}`}`,
  unseen: 'Azure took the diagnosis, and its result could not be read from this browser. Run it in the studio: Workspace, Diagnose.',
  notAsked: 'Nobody is signed in, or a part of Ringfence could not be loaded, so the workspace was not asked.',
  running: 'The diagnosis takes longer than Ringfence waits. It changes nothing; run it again later.',
} as const

/** What a diagnosis says besides results; null where results speak. */
export function diagnosisText(diagnosis: Diagnosis): string | null {
  switch (diagnosis.is) {
    case 'results': return diagnosis.results.length === 0 ? diagnosisSays.none : null
    case 'failed': return diagnosisSays.failed(diagnosis.fault.code, diagnosis.fault.message)
    case 'refused': case 'unseen': case 'running': case 'notAsked': return diagnosisSays[diagnosis.is]
  }
}
