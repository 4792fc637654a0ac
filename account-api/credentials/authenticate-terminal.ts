import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Context } from '../context.ts'
import type { RequestProof } from '../http/call.ts'
import type { ProblemFailure } from '../problem-failure.ts'
import { readAccessToken } from './access-token.ts'
import type { AuthenticTerminal } from './authentic-terminal.ts'
import { checkDpopProof } from './dpop-proof.ts'
import { rememberProof } from './seen-proofs.ts'
import { findTerminalKey } from './terminal-key.ts'

/** Checks a DPoP-bound access token with its proof (RFC 9449, 7); revocation and a newer enrolment count at once (C18). */
export async function authenticateTerminal(
  context: Context,
  proof: RequestProof,
): Promise<Result<AuthenticTerminal, ProblemFailure>> {
  if (proof.authorization === undefined) return fail({ problem: 'credential-missing' })
  const accessToken = /^DPoP ([A-Za-z0-9._-]{1,4096})$/.exec(proof.authorization)?.[1]
  if (accessToken === undefined) return fail({ problem: 'credential-invalid' })
  const token = await readAccessToken(context, accessToken)
  if (!token.ok)
    return fail({ problem: token.failure === 'expired' ? 'credential-expired' : 'credential-invalid' })
  const shown = await checkDpopProof(context, { proof, accessToken })
  if (!shown.ok) return shown
  const { thumbprint, jti } = shown.value
  if (thumbprint !== token.value.thumbprint) return fail({ problem: 'credential-invalid' })
  if (!(await rememberProof(context, { kind: 'dpop', key: thumbprint, jti })))
    return fail({ problem: 'credential-invalid' })
  const terminal = await findTerminalKey(context.database, token.value.terminalId)
  if (terminal === null) return fail({ problem: 'credential-invalid' })
  if (terminal.isRevoked) return fail({ problem: 'terminal-revoked' })
  if (terminal.thumbprint !== thumbprint) return fail({ problem: 'credential-invalid' })
  return ok({ terminalId: terminal.terminalId, epoch: terminal.epoch, storeId: terminal.storeId })
}
