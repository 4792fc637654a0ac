import type { ProbeResult, SendResult } from '#shared/ipc/record-methods.ts'

import type { ApiFailure } from './call-route.ts'

type SendFailure = Exclude<SendResult, { kind: 'settled' }>
type RetryCause = Extract<ProbeResult, { kind: 'offline' }>['cause']

/** What happens next with a batch that got no answer, by problem type, then by status [T3]. */
export function sendFailureOf(failure: ApiFailure): SendFailure {
  if (failure.kind === 'problem') {
    switch (failure.type) {
      case 'client-too-old':
      case 'terminal-revoked':
      case 'wrong-realm':
        return { kind: 'stop', cause: failure.type }
      case 'nonce-required':
      case 'credential-missing':
      case 'credential-invalid':
      case 'credential-expired':
      case 'forbidden':
      case 'code-refused':
        return { kind: 'credential' }
      case 'body-too-large':
      case 'malformed-request':
        return { kind: 'split' }
      case 'not-found':
      case 'conflict':
      case 'too-many-requests':
      case 'internal-error':
      case 'unavailable':
        return retry(failure)
    }
  }
  if (failure.kind === 'status') {
    // Only a problem document says that the account API itself refused; a proxy's page says nothing of our records.
    if (failure.isProblem && (failure.status === 401 || failure.status === 403)) return { kind: 'credential' }
    if (failure.status === 413 || (failure.isProblem && failure.status === 400)) return { kind: 'split' }
  }
  return retry(failure)
}

/** Why the account API cannot be reached, for a screen and for the pause before the next try. */
export function retryCauseOf(failure: ApiFailure): RetryCause {
  if (failure.kind === 'problem') {
    if (failure.type === 'too-many-requests' || failure.type === 'unavailable') return 'busy'
    return failure.type === 'not-found' ? 'not-the-account-api' : 'server-error'
  }
  if (failure.kind !== 'status') return failure.kind
  if ([408, 425, 429, 503].includes(failure.status)) return 'busy'
  return failure.status >= 500 ? 'server-error' : 'not-the-account-api'
}

function retry(failure: ApiFailure): SendFailure {
  const retryAfterMs = 'retryAfterMs' in failure ? failure.retryAfterMs : null
  return { kind: 'retry', cause: retryCauseOf(failure), retryAfterMs }
}
