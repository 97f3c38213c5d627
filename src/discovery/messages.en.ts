import type { OpenFailure } from './snapshot.ts'

const mb = (bytes: number): string => `${Math.round(bytes / 1_000_000)} MB`

/** What is wrong with a file that did not open as a snapshot, in one sentence with one next action. */
export function openFailureText(failure: OpenFailure): string {
  switch (failure.is) {
    case 'tooLarge': return `The file has ${mb(failure.bytes)}; snapshots up to ${mb(failure.limit)} are read. Save the snapshot of one workspace only.`
    case 'notJson': return `The file is not JSON (${failure.why}). Choose a snapshot file as Ringfence saves it.`
    case 'notSnapshot': return `The file is JSON, but no snapshot. Missing or of another kind: ${failure.missing.join(', ')}. Choose a file that begins with "ringfence": 1.`
    case 'newer': return `The file has snapshot version ${failure.version}; this build reads version 1. Open it with a newer build.`
    case 'noWorkspace': return `The snapshot names the workspace ${failure.workspaceId}, but does not hold it. Take the snapshot again.`
    case 'workspaceRefused': return `Azure refused to show the workspace ${failure.workspaceId} when the snapshot was taken (${failure.status} ${failure.code}). Ask for Reader on it and take the snapshot again.`
    case 'workspaceUnreadable': return `The workspace ${failure.workspaceId} was read without ${failure.missing.join(' and ')}, so nothing can be said about it. Take the snapshot again.`
  }
}
