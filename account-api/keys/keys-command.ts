import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { JWK } from 'jose'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Random } from '#shared/kernel/random.ts'
import { publicKeySchema } from '#shared/contracts/values.ts'
import { rewrapKeys } from '../safe/rewrap-keys.ts'
import { destroySealingKey } from './destroy-sealing-key.ts'
import type { DestroyRefusal } from './destroy-sealing-key.ts'
import { newRecoveryKey, openEscrow } from './escrow.ts'
import { makeEscrow, noteEscrow } from './make-escrow.ts'
import { openCustody } from './open-custody.ts'
import type { OpenCustody } from './open-custody.ts'
import { restoreEscrow } from './restore-escrow.ts'
import { sayAllKeysHere } from './say-all-keys-here.ts'
import { rotateSealingKey } from './rotate-sealing-key.ts'
import { sealingKeyStandings } from './sealing-key-standing.ts'
import type { Needs } from './sealing-key-standing.ts'

export const KEYS_USAGE = `usage: npm run account-api:keys -- COMMAND
  list                                      every sealing key, and what still needs the old ones
  rotate                                    make a new sealing key
  destroy KEY [--without TERMINAL]...       destroy an old sealing key that nothing needs
  new-recovery-key PRIVATE_FILE PUBLIC_FILE make the pair for escrow copies, on a machine of its own
  escrow PUBLIC_FILE COPY_FILE              write every key, encrypted, for the safe
  restore PRIVATE_FILE COPY_FILE [--destroyed KEY]...
                                            put back what is missing from a copy
  wrapping-key PRIVATE_FILE COPY_FILE FILE  write the wrapping key out of a copy
  all-here                                  after going back: say that no sealing key is missing any more
  rewrap                                    wrap every key with WRAPPING_KEY`

/** What the command runs on. */
export interface CommandParts {
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
  readonly random: Random
  say(line: string): void
}

type Work = (opened: OpenCustody) => Promise<boolean>

/** Runs one command about the keys of an account API. Says what it did; false where it refused. Throws where it could not. */
export async function runKeysCommand(args: readonly string[], parts: CommandParts): Promise<boolean> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { without: { type: 'string', multiple: true }, destroyed: { type: 'string', multiple: true } },
  })
  const [command = '', ...names] = positionals
  const { say } = parts
  const work = async (run: Work) => {
    const opened = await openCustody(parts.variables, parts)
    try {
      return await run(opened)
    } finally {
      await opened.close()
    }
  }
  const [first = '', second = '', third = ''] = names
  switch (`${command} ${names.length}`) {
    case 'list 0':
      return work(async (opened) => list(opened, parts))
    case 'rotate 0':
      return work(async ({ custody }) => {
        const keyId = await rotateSealingKey(custody)
        say(`New sealing key ${keyId}. Tills take it within minutes of their next contact.`)
        say('Make an escrow copy now: what is sealed to this key is lost with the server until there is one.')
        return true
      })
    case 'destroy 1':
      return work(async (opened) =>
        destroy(opened, { ...parts, keyId: first, without: values.without ?? [] }),
      )
    case 'new-recovery-key 2': {
      const { privateKey, publicKey } = await newRecoveryKey()
      writeNew(first, JSON.stringify(privateKey))
      writeNew(second, JSON.stringify(publicKey))
      say(
        `The private half is in ${first}: keep it offline, twice. The public half, ${second}, makes copies.`,
      )
      return true
    }
    case 'escrow 2':
      return work(async (opened) => escrow(opened, { ...parts, recoveryFile: first, copyFile: second }))
    case 'restore 2':
      return work(async ({ custody }) => {
        const copy = await readCopy(first, second)
        const restored = await restoreEscrow(custody, { escrow: copy, destroyedToo: values.destroyed ?? [] })
        if (restored.ok)
          say(
            `${restored.value.length} keys were put back: ${restored.value.join(' ') || 'none was missing'}`,
          )
        else if (restored.failure.reason === 'other-realm')
          say(`Refused: the copy is of a ${copy.realm} server.`)
        else
          say(
            `Refused: this database has another ${restored.failure.purpose} key already. Nothing was changed.`,
          )
        return restored.ok
      })
    case 'wrapping-key 3': {
      const newest = (await readCopy(first, second)).wrappingKeys[0]
      writeNew(third, newest?.text ?? '')
      say(`The wrapping key ${newest?.name} is in ${third}. Start with WRAPPING_KEY_FILE=${third}.`)
      return true
    }
    case 'all-here 0':
      return work(async ({ custody }) => {
        await sayAllKeysHere(custody)
        say('Noted. A record that is sealed to any other key is a case for head office from now on.')
        return true
      })
    case 'rewrap 0':
      return work(async ({ custody }) => {
        const count = await rewrapKeys(custody)
        say(
          `${count} keys were rewrapped; all are wrapped by ${custody.wrapping.name} now. Make an escrow copy.`,
        )
        return true
      })
    default:
      say(KEYS_USAGE)
      return false
  }
}

async function list(opened: OpenCustody, { say }: CommandParts): Promise<boolean> {
  const { custody } = opened
  const given = { database: custody.database, safe: await opened.openSafe() }
  for (const key of await sealingKeyStandings(custody, given)) {
    const escrowed =
      key.escrowedAt === null ? 'in NO escrow copy' : `in a copy of ${key.escrowedAt.toISOString()}`
    say(`${key.keyId}  ${key.state}  made ${key.createdAt.toISOString()}  ${escrowed}`)
    if (key.needs !== null) sayNeeds(key.needs, say)
  }
  return true
}

function sayNeeds(needs: Needs, say: (line: string) => void): void {
  for (const { terminalId, name, storeName, epoch, isRevoked, durable, claimed } of needs.terminals) {
    const revoked = isRevoked ? ', revoked' : ''
    say(
      `    needed by ${terminalId}  ${name}, ${storeName}${revoked}: epoch ${epoch}, ${durable} of ${claimed} durable`,
    )
  }
  if (needs.unread > 0) say(`    needed by ${needs.unread} records here that were never read`)
  for (const caseId of needs.cases) say(`    needed by the open case ${caseId}`)
  if (needs.terminals.length + needs.unread + needs.cases.length === 0) say('    nothing needs it')
}

async function destroy(
  opened: OpenCustody,
  given: CommandParts & { keyId: string; without: readonly string[] },
): Promise<boolean> {
  const { say, keyId } = given
  const asked = { safe: await opened.openSafe(), keyId, givenUp: given.without }
  const destroyed = await destroySealingKey(opened.custody, asked)
  if (destroyed.ok)
    say(`The private half of ${keyId} is destroyed. Older escrow copies and backups still hold it.`)
  else {
    say(`Refused: ${WHY_NOT[destroyed.failure.reason]} Nothing was changed.`)
    if (destroyed.failure.reason === 'needed') sayNeeds(destroyed.failure.needs, say)
  }
  return destroyed.ok
}

const WHY_NOT: Record<DestroyRefusal['reason'], string> = {
  unknown: 'there is no sealing key of this name.',
  'in-use': 'tills seal to this key. Rotate first.',
  'destroyed-already': 'it was destroyed before.',
  'not-in-escrow': 'it is in no escrow copy. Make one first.',
  needed: 'it is still needed. Wait, or give a terminal up by --without TERMINAL.',
}

async function escrow(
  { custody, wrappingKeys }: OpenCustody,
  given: CommandParts & { recoveryFile: string; copyFile: string },
): Promise<boolean> {
  const recoveryKey = publicKeySchema.parse(JSON.parse(readFileSync(given.recoveryFile, 'utf8')))
  const { sealed, keyIds } = await makeEscrow(custody, { recoveryKey, wrappingKeys })
  writeNew(given.copyFile, sealed)
  // Of the file, as `sha256sum` says it.
  const fingerprint = createHash('sha256').update(readFileSync(given.copyFile)).digest('hex')
  await noteEscrow(custody, { keyIds, fingerprint })
  given.say(`${keyIds.length} keys are in ${given.copyFile}.`)
  given.say(`Write its SHA-256 into the book beside the safe: ${fingerprint}`)
  return true
}

async function readCopy(privateFile: string, copyFile: string) {
  const recoveryKey = JSON.parse(readFileSync(privateFile, 'utf8')) as JWK
  const opened = await openEscrow(readFileSync(copyFile, 'utf8'), recoveryKey)
  if (opened.ok) return opened.value
  throw new Error(
    opened.failure === 'does-not-open'
      ? 'the copy does not open with this recovery key'
      : 'the copy holds a key under a name that is not its own: it was not made by an account API',
  )
}

/** On the disk when it returns; never over a file that is there. */
function writeNew(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600)
  try {
    writeSync(file, `${text}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
