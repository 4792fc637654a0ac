import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeEnrolmentCode } from '#account-api/administration/one-time-codes.ts'
import { systemClock } from '#account-api/adapters/system-clock.ts'
import { systemRandom } from '#account-api/adapters/system-random.ts'
import { runKeysCommand } from '#account-api/keys/keys-command.ts'
import { openCustody } from '#account-api/keys/open-custody.ts'
import { seedPractice } from '#account-api/practice-seed.ts'
import { startAccountApi } from '#account-api/start.ts'
import { FakeTill } from './fake-till.ts'
import { ageCheck } from './payloads.ts'
import { recordCustomer } from './registering.ts'

test('[KE7] [KE8] a server whose keys are gone, wrapping key and all, reads every record again from its escrow copy', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'escrow-'))
  const at = (name: string) => join(folder, name)
  const variables: Record<string, string> = { DATA_DIR: at('data'), REALM: 'practice' }
  const said: string[] = []
  const run = async (...args: string[]) =>
    runKeysCommand(args, {
      variables,
      clock: systemClock,
      random: systemRandom,
      say: (line) => void said.push(line),
    })
  const start = async (wrappingKey?: string) =>
    startAccountApi({ realm: 'practice', dataDirectory: at('data'), wrappingKey })
  try {
    const first = await start()
    await seedPractice(first.context)
    const acting = { ...first.context, actor: 'test' }
    const code = await makeEnrolmentCode(acting, { storeId: 'practice-store' as never, terminalName: 'Till' })
    if (!code.ok) throw new Error(code.failure.problem)
    const till = await FakeTill.enrol({ url: first.url, code: code.value.code })
    const { check, registered } = await recordCustomer(till, { email: 'kept@example.pt' })
    await till.deliver(check, registered)
    await first.stop()

    expect(await run('new-recovery-key', at('private.json'), at('public.json'))).toBe(true)
    expect(await run('rotate')).toBe(true)
    expect(await run('escrow', at('public.json'), at('copy.jwe'))).toBe(true)
    // What goes into the book is what is compared on the day of need.
    expect(said.join('\n')).toContain(
      createHash('sha256')
        .update(readFileSync(at('copy.jwe')))
        .digest('hex'),
    )
    expect(await run('list')).toBe(true)
    expect(said.join('\n')).toContain(till.terminalId)
    expect(await run('destroy', check.keyId)).toBe(false)

    // The key is lost: nothing opens, and the server says so instead of making another one.
    await rm(at('data/wrapping-key'))
    await expect(start()).rejects.toThrow('wrapping key')
    await rm(at('data/wrapping-key'))
    expect(await run('wrapping-key', at('private.json'), at('copy.jwe'), at('found'))).toBe(true)
    variables['WRAPPING_KEY_FILE'] = at('found')
    const opened = await openCustody(variables, { clock: systemClock, random: systemRandom })
    await opened.custody.database.deleteFrom('serverKeys').execute()
    await opened.close()
    expect(await run('restore', at('private.json'), at('copy.jwe'))).toBe(true)

    const again = await start(readFileSync(at('found'), 'utf8').trim())
    const later = till.movedTo(again.url)
    const more = await later.record({ operation: ageCheck(later.terminalId) })
    expect(await later.outcomes(check, registered, more)).toEqual([
      { kind: 'accepted' },
      { kind: 'accepted' },
      { kind: 'accepted' },
    ])
    const account = await fetch(`${again.url}/v1/accounts/${registered.aggregateId}`, {
      headers: { authorization: `Bearer ${again.adminToken}` },
    })
    expect(await account.json()).toMatchObject({ email: 'kept@example.pt' })
    await again.stop()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
