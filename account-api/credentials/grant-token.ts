import type { TokenResponse } from '#shared/contracts/messages/token.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Context } from '../context.ts'
import type { RequestProof } from '../http/call.ts'
import type { ProblemFailure } from '../problem-failure.ts'
import { TOKEN_LIFETIME_SECONDS, issueAccessToken } from './access-token.ts'
import { checkClientAssertion, claimedTerminal } from './client-assertion.ts'
import { checkDpopProof } from './dpop-proof.ts'
import { forgetOldProofs, rememberProof } from './seen-proofs.ts'
import { findTerminalKey } from './terminal-key.ts'

/** Grants a token to a terminal that proves its key twice: in the assertion, and in the DPoP proof of this request. */
export async function grantToken(
  context: Context,
  given: { proof: RequestProof; assertion: string },
): Promise<Result<TokenResponse, ProblemFailure>> {
  const shown = await checkDpopProof(context, { proof: given.proof, accessToken: null })
  if (!shown.ok) return shown
  const { thumbprint: key, jti: proofJti } = shown.value
  const terminalId = claimedTerminal(given.assertion)
  const terminal = terminalId === null ? null : await findTerminalKey(context.database, terminalId)
  if (terminal === null || terminal.thumbprint !== key) return fail({ problem: 'credential-invalid' })
  if (!(await rememberProof(context, { kind: 'dpop', key, jti: proofJti })))
    return fail({ problem: 'credential-invalid' })
  const jti = await checkClientAssertion(given.assertion, terminal.publicKey)
  if (jti === null || !(await rememberProof(context, { kind: 'assertion', key, jti }))) {
    return fail({ problem: 'credential-invalid' })
  }
  if (terminal.isRevoked) return fail({ problem: 'terminal-revoked' })
  await forgetOldProofs(context)
  const accessToken = await issueAccessToken(context, {
    terminalId: terminal.terminalId,
    thumbprint: key,
  })
  return ok({ access_token: accessToken, token_type: 'DPoP', expires_in: TOKEN_LIFETIME_SECONDS })
}
