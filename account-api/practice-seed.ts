import { operatorIdSchema, storeIdSchema } from '#shared/contracts/identifiers.ts'
import type { OperatorId } from '#shared/contracts/identifiers.ts'
import type { OperatorRole } from '#shared/contracts/messages/administration.ts'
import { PRACTICE } from '#shared/markets/practice.ts'
import type { Result } from '#shared/kernel/result.ts'
import { makeEnrolmentCode, makeFirstPinCode } from './administration/one-time-codes.ts'
import { putOperator, putStore } from './administration/organisation.ts'
import type { Context } from './context.ts'
import type { ProblemFailure } from './problem-failure.ts'

/** What a person needs to enrol a practice terminal and to unlock it. */
export interface PracticeSeed {
  readonly enrolmentCode: string
  readonly operators: readonly {
    readonly operatorId: OperatorId
    readonly name: string
    readonly role: OperatorRole
    readonly firstPinCode: string
  }[]
}

const STORE_ID = storeIdSchema.parse('practice-store')
const OPERATORS: readonly { operatorId: OperatorId; name: string; role: OperatorRole }[] = [
  { operatorId: operatorIdSchema.parse('a1'), name: 'Ana', role: 'assistant' },
  { operatorId: operatorIdSchema.parse('m1'), name: 'Miguel', role: 'manager' },
]

/**
 * Makes the practice store with an assistant and a manager, and fresh one-time codes. Running it again changes nothing
 * but the codes. Throws on a live server: practice never reaches it.
 */
export async function seedPractice(context: Context): Promise<PracticeSeed> {
  const acting = { ...context, actor: 'practice seed' }
  if (context.realm !== 'practice') throw new Error('only a practice server is seeded')
  await must(
    putStore(acting, {
      storeId: STORE_ID,
      name: 'Practice store',
      marketCode: PRACTICE.code,
      timeZone: PRACTICE.timeZones.default,
      channel: 'brand-store',
    }),
  )
  const operators = []
  for (const { operatorId, name, role } of OPERATORS) {
    await must(putOperator(acting, { operatorId, name, roles: [role], stores: [STORE_ID] }))
    const { code } = await must(makeFirstPinCode(acting, { operatorId, terminalId: null }))
    operators.push({ operatorId, name, role, firstPinCode: code })
  }
  const { code } = await must(makeEnrolmentCode(acting, { storeId: STORE_ID, terminalName: 'Practice till' }))
  return { enrolmentCode: code, operators }
}

async function must<Value>(promise: Promise<Result<Value, ProblemFailure>>): Promise<Value> {
  const result = await promise
  if (!result.ok) throw new Error(`the practice store could not be made: ${result.failure.problem}`)
  return result.value
}
