import type { DeviceId } from '#shared/contracts/operations/registration.ts'
import { ok } from '#shared/kernel/result.ts'
import type { Result } from '#shared/kernel/result.ts'
import { writeAudit } from '../audit.ts'
import type { Acting } from '../context.ts'
import { now } from '../context.ts'
import { runTransaction } from '../database/run-transaction.ts'
import { creditPoints } from '../loyalty/credit-points.ts'
import type { ProblemFailure } from '../problem-failure.ts'

/** Takes what the manufacturer says that exists (R11); said again, it changes nothing. */
export async function addKnownDevices(
  context: Acting,
  given: { deviceIds: readonly DeviceId[] },
): Promise<Result<{ done: true }, ProblemFailure>> {
  const addedAt = now(context)
  const ids = [...new Set(given.deviceIds)]
  await runTransaction(context.database, async (transaction) => {
    await transaction
      .insertInto('knownDevices')
      .values(ids.map((deviceId) => ({ deviceId, addedAt })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await writeAudit(context, transaction, {
      actor: context.actor,
      action: 'devices-known',
      subject: 'manufacturer',
      detail: String(ids.length),
    })
    await creditPoints(transaction, { due: { of: 'device', ids }, at: addedAt, safe: context.safe })
  })
  return ok({ done: true })
}
