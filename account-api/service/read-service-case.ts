import type { AssistanceCasePayload } from '#shared/contracts/operations/assistance-case.ts'
import type { KnownServiceCase } from '#shared/contracts/messages/terminal-cases.ts'
import type { GuaranteeCasePayload } from '#shared/contracts/operations/guarantee-case.ts'
import { writeAudit } from '../audit.ts'
import type { Acting } from '../context.ts'
import { runTransaction } from '../database/run-transaction.ts'
import { asAmended } from '../ingest/amend.ts'
import { loadRecords } from '../ingest/sql/load-records.ts'
import { openContact } from '../safe/contact.ts'
import { stepsOfCases } from './case-steps.ts'

/** A case with what it takes to see to it: the record as it is now, and how to reach the customer. */
export interface ReadServiceCase {
  readonly kind: 'guarantee' | 'assistance'
  readonly isOpen: boolean
  readonly conclusion: string | null
  /** What head office and the store did in it, oldest first. */
  readonly steps: KnownServiceCase['steps']
  readonly record: GuaranteeCasePayload | AssistanceCasePayload
  /** Null where the customer has no account. */
  readonly customer: {
    readonly name: string
    readonly email: string
    readonly mobilePhone: string | null
  } | null
}

/** Reads a case of the guarantee or of assistance; null where there is none. The look is audited first. */
export async function readServiceCase(context: Acting, operationId: string): Promise<ReadServiceCase | null> {
  return runTransaction(context.database, async (transaction) => {
    const find = async (table: 'guaranteeCases' | 'assistanceCases') =>
      transaction
        .selectFrom(table)
        .leftJoin('accounts', `accounts.accountId`, `${table}.accountId`)
        .select([`${table}.closedAt as endedAt`, 'conclusion', 'accounts.accountId', 'contact'])
        .where('operationId', '=', operationId)
        .executeTakeFirst()
    const guarantee = await find('guaranteeCases')
    const row = guarantee ?? (await find('assistanceCases'))
    if (row === undefined) return null
    await writeAudit(context, transaction, {
      actor: context.actor,
      action: 'service-case-read',
      subject: operationId,
      detail: null,
    })
    const { safe } = context
    const loaded = await loadRecords(transaction, { ids: [operationId], except: new Set(), safe })
    const record = loaded.records.get(operationId)
    const content = record === undefined ? null : asAmended(record)?.content
    const operation = content?.kind === 'opened' ? content.operation : null
    if (operation?.type !== 'guarantee-case' && operation?.type !== 'assistance-case') return null
    const { accountId, contact } = row
    const ciphers = await safe.customers.read(transaction, accountId === null ? [] : [accountId])
    const holder =
      accountId === null || contact === null ? null : openContact({ accountId, contact }, ciphers)
    return {
      kind: guarantee === undefined ? 'assistance' : 'guarantee',
      isOpen: row.endedAt === null,
      conclusion: row.conclusion,
      steps: (await stepsOfCases(transaction, [operationId])).get(operationId) ?? [],
      record: operation.payload,
      customer:
        holder === null
          ? null
          : {
              name: `${holder.givenName} ${holder.familyName}`,
              email: holder.email,
              mobilePhone: holder.mobilePhone,
            },
    }
  })
}
