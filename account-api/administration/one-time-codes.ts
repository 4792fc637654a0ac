import type * as z from 'zod'
import { codeFromBytes } from '#shared/contracts/enrolment-code.ts'
import type {
  enrolmentCodeRequestSchema,
  enrolmentCodeResponseSchema,
  firstPinCodeRequestSchema,
} from '#shared/contracts/messages/administration.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { instantOf } from '#shared/kernel/instant.ts'
import { writeAudit } from '../audit.ts'
import type { Acting } from '../context.ts'
import { codeKeyOf, codeNameOf } from '../enrolment/code-secrets.ts'
import type { ProblemFailure } from '../problem-failure.ts'

const CODE_BYTES = 16
const ENROLMENT_CODE_LIFETIME_MS = 10 * 60_000
const FIRST_PIN_CODE_LIFETIME_MS = 24 * 3_600_000

type CodeResult = Result<z.infer<typeof enrolmentCodeResponseSchema>, ProblemFailure>

/** Makes a code that enrols one terminal within ten minutes (C17). The code itself is not stored, only what proves it. */
export async function makeEnrolmentCode(
  context: Acting,
  request: z.infer<typeof enrolmentCodeRequestSchema>,
): Promise<CodeResult> {
  const { database } = context
  const store = await database
    .selectFrom('stores')
    .select('storeId')
    .where('storeId', '=', request.storeId)
    .execute()
  if (store.length === 0) return fail({ problem: 'not-found' })
  const terminalId = request.terminalId ?? null
  if (terminalId !== null && !(await isTerminal(context, terminalId))) return fail({ problem: 'not-found' })
  const code = codeFromBytes(context.random.bytes(CODE_BYTES))
  const expiresAt = instantOf(context.clock.wallMs() + ENROLMENT_CODE_LIFETIME_MS)
  await database
    .insertInto('enrolmentCodes')
    .values({
      codeName: codeNameOf(code),
      codeKey: Buffer.from(codeKeyOf(code)).toString('base64url'),
      storeId: request.storeId,
      terminalName: request.terminalName,
      terminalId,
      expiresAt,
    })
    .execute()
  await writeAudit(context, database, {
    actor: context.actor,
    action: 'enrolment-code-made',
    subject: request.storeId,
    detail: null,
  })
  return ok({ code, expiresAt })
}

/** Makes a code that lets one operator set a PIN on one terminal, or on any of their stores' (C12). */
export async function makeFirstPinCode(
  context: Acting,
  request: z.infer<typeof firstPinCodeRequestSchema>,
): Promise<CodeResult> {
  const { database } = context
  const { operatorId, terminalId } = request
  const operator = await database
    .selectFrom('operators')
    .select('operatorId')
    .where('operatorId', '=', operatorId)
    .execute()
  if (operator.length === 0) return fail({ problem: 'not-found' })
  if (terminalId !== null && !(await isTerminal(context, terminalId))) return fail({ problem: 'not-found' })
  const code = codeFromBytes(context.random.bytes(CODE_BYTES))
  const expiresAt = instantOf(context.clock.wallMs() + FIRST_PIN_CODE_LIFETIME_MS)
  await database
    .insertInto('firstPinCodes')
    .values({ codeName: codeNameOf(code), operatorId, terminalId, expiresAt })
    .execute()
  await writeAudit(context, database, {
    actor: context.actor,
    action: 'first-pin-code-made',
    subject: operatorId,
    detail: null,
  })
  return ok({ code, expiresAt })
}

async function isTerminal(context: Acting, terminalId: string): Promise<boolean> {
  const rows = await context.database
    .selectFrom('terminals')
    .select('terminalId')
    .where('terminalId', '=', terminalId)
    .execute()
  return rows.length === 1
}
