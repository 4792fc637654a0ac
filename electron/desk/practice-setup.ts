import * as z from 'zod'

import type { Disk } from '#electron/journal/disk.ts'
import { operatorIdSchema } from '#shared/contracts/identifiers.ts'
import type { EnrolFailure, FirstPinResult } from '#shared/ipc/desk-methods.ts'
import type { Timer } from '#shared/kernel/timer.ts'

/** Names a file for `npm start` and the tests: enrols unattended, with practice servers only [D10]. */
export const PRACTICE_SETUP_VARIABLE = 'COUNTERSIDE_PRACTICE_SETUP'

const practiceSetupSchema = z.strictObject({
  accountApiUrl: z.url({ protocol: /^https?$/ }),
  code: z.string().max(64),
  operators: z.array(
    z.strictObject({ operatorId: operatorIdSchema, code: z.string().max(64), pin: z.string().max(32) }),
  ),
})
export type PracticeSetup = z.infer<typeof practiceSetupSchema>

/** How it ended. `pins` lists the operators whose PIN could not be set. */
export type PracticeSetupResult =
  | { readonly kind: 'done' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'not-practice' }
  | { readonly kind: 'not-enrolled'; readonly failure: EnrolFailure }
  | {
      readonly kind: 'pins-missing'
      readonly pins: readonly { operatorId: string; failure: FirstPinResult }[]
    }

const TRIES = 30
const PAUSE_MS = 2000

export async function runPracticeSetup(given: {
  disk: Disk
  path: string
  timer: Timer
  realm: () => 'practice' | 'live' | null
  hasPin: (operatorId: PracticeSetup['operators'][number]['operatorId']) => boolean
  enrol: (asked: { accountApiUrl: string; code: string }) => Promise<EnrolFailure | null>
  setFirstPin: (asked: PracticeSetup['operators'][number]) => Promise<FirstPinResult>
}): Promise<PracticeSetupResult> {
  const setup = await readSetup(given.disk, given.path)
  if (setup === null) return { kind: 'unreadable' }
  const patiently = <Answer>(ask: () => Promise<Answer>) => untilReached({ ask, timer: given.timer })
  if (given.realm() === null) {
    const failure = await patiently(() => given.enrol(setup))
    if (failure !== null) return { kind: 'not-enrolled', failure }
  }
  if (given.realm() !== 'practice') return { kind: 'not-practice' }
  const missing: { operatorId: string; failure: FirstPinResult }[] = []
  for (const operator of setup.operators) {
    if (given.hasPin(operator.operatorId)) continue
    const result = await patiently(() => given.setFirstPin(operator))
    if (result !== 'set') missing.push({ operatorId: operator.operatorId, failure: result })
  }
  return missing.length === 0 ? { kind: 'done' } : { kind: 'pins-missing', pins: missing }
}

/** A server that is still starting is asked again for a minute. */
async function untilReached<Answer>(given: { ask: () => Promise<Answer>; timer: Timer }): Promise<Answer> {
  for (let left = TRIES; ; left -= 1) {
    const answer = await given.ask()
    if (answer !== 'unreachable' || left <= 1) return answer
    await new Promise<void>((resolve) => given.timer.after(PAUSE_MS, resolve))
  }
}

async function readSetup(disk: Disk, path: string): Promise<PracticeSetup | null> {
  const read = await disk.read(path)
  if (!read.ok) return null
  try {
    return practiceSetupSchema.parse(JSON.parse(Buffer.from(read.value).toString('utf8')))
  } catch {
    return null
  }
}
