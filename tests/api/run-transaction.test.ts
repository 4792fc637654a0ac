import { expect, test } from 'vitest'
import { runTransaction } from '#account-api/database/run-transaction.ts'
import type { Database } from '#account-api/database/tables.ts'

/** A database whose transactions fail with these SQLSTATEs, one after the other, and then succeed. */
function failing(states: string[]): { database: Database; tries: () => number } {
  let tries = 0
  const execute = async (work: (transaction: unknown) => Promise<unknown>) => {
    tries += 1
    const code = states.shift()
    if (code !== undefined) throw Object.assign(new Error('failed'), { code })
    return work(null)
  }
  const database = { transaction: () => ({ execute }) } as unknown as Database
  return { database, tries: () => tries }
}

test('[IN9] a deadlock and a serialization failure are tried again', async () => {
  const { database, tries } = failing(['40P01', '40001'])
  expect(await runTransaction(database, async () => 'done')).toBe('done')
  expect(tries()).toBe(3)
})

test('[IN9] tries are bounded, and any other failure is not tried again', async () => {
  const stubborn = failing(Array.from({ length: 50 }, () => '40001'))
  await expect(runTransaction(stubborn.database, async () => 'done')).rejects.toThrow('failed')
  expect(stubborn.tries()).toBeLessThan(10)
  const broken = failing(['23505'])
  await expect(runTransaction(broken.database, async () => 'done')).rejects.toThrow('failed')
  expect(broken.tries()).toBe(1)
})
