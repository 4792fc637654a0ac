import { describe, expect, test } from 'vitest'

import { type Journal, openJournal } from '#electron/journal/journal.ts'
import { watchAppends } from '#electron/journal/watch-appends.ts'
import { GATHER_MS } from '#electron/mirror/follow-mirror.ts'
import { openMirrorStore } from '#electron/mirror/mirror-store.ts'
import { type Mirror, openMirror } from '#electron/mirror/mirror.ts'
import { terminalIdSchema } from '#shared/contracts/identifiers.ts'
import { ok } from '#shared/kernel/result.ts'

import { eventually } from '../../harness/eventually.ts'
import { appendRecord, framesOf, operationId, settledBody } from '../../harness/journal-records.ts'
import { createManualTime } from '../../harness/manual-time.ts'
import { createSeededRandom } from '../../harness/seeded-random.ts'
import { STICK, type TillWithStick, createTillWithStick } from '../../harness/till-with-stick.ts'

const TERMINAL = terminalIdSchema.parse('01890000-0000-7000-8000-00000000aaaa')
const FOLDER = `${STICK}/counterside-mirror-${TERMINAL}`
const PROFILE = '/profile'

let starts = 0

/** One life of a till's journal with its mirror; `again` begins the next one on the same disks. */
async function begin(machine: TillWithStick, time = createManualTime()) {
  starts += 1
  const { disk } = machine
  const opened = await openJournal({ disk, folder: `${PROFILE}/journal` })
  if (!opened.ok) throw new Error(opened.failure)
  let nudge = () => {}
  const journal = watchAppends(opened.value, () => nudge())
  const lost: string[] = []
  const mirror = await openMirror({
    disk,
    path: `${PROFILE}/mirror.json`,
    profileFolder: PROFILE,
    journal,
    ...time,
    random: createSeededRandom(`mirror-${starts}`),
    onLost: (cause) => void lost.push(cause),
    onChange: () => {},
  })
  mirror.start()
  nudge = () => {
    mirror.nudge()
    time.pass(GATHER_MS)
  }
  return { machine, journal, mirror, lost, time, again: () => begin(machine, time) }
}

async function withMirror(machine?: TillWithStick) {
  const till = await begin(machine ?? (await createTillWithStick()))
  expect(await till.mirror.choose(STICK, TERMINAL)).toBe('chosen')
  await whole(till.mirror)
  return till
}

/** Waits until the mirror says that it lacks nothing. */
async function whole(mirror: Mirror): Promise<void> {
  await eventually(() => expect(mirror.state()).toMatchObject({ kind: 'following', behind: 0 }))
}

async function kindOf(mirror: Mirror, cause: string): Promise<void> {
  await eventually(() => expect(mirror.state()).toMatchObject({ kind: 'lost', cause }))
}

async function save(journal: Journal, from: number, to = from): Promise<void> {
  for (let count = from; count <= to; count += 1) expect((await appendRecord(journal, count)).ok).toBe(true)
}

/** What the stick would give after a power cut. */
async function onStick(machine: TillWithStick) {
  const store = await openMirrorStore({ disk: machine.disk, folder: FOLDER })
  if (!store.ok) throw new Error(store.failure)
  const frames = await store.value.readAfter({ after: 0, limit: 1000 })
  if (!frames.ok) throw new Error(frames.failure)
  return { frames: frames.value, report: store.value.report }
}

describe('following the journal', () => {
  test('[MI1] [MI2] the stick has the same frames, on disk there, as soon as the mirror says so', async () => {
    const { machine, journal, mirror } = await withMirror()
    await save(journal, 1, 3)
    await journal.append(async () => ok([settledBody(1)]))
    await whole(mirror)
    machine.stick.crash()
    expect((await onStick(machine)).frames).toEqual(await framesOf(journal, { after: 0, limit: 10 }))
  })

  test('[MI1] what was saved before there was a mirror is copied too, more than one read of it', async () => {
    const till = await begin(await createTillWithStick())
    await save(till.journal, 1, 120)
    await till.mirror.choose(STICK, TERMINAL)
    await eventually(() => expect(till.mirror.state()).toMatchObject({ kind: 'following', behind: 0 }))
    expect((await onStick(till.machine)).frames).toHaveLength(120)
  })

  test('[MI1] [MI6] [MI7] a stick that hangs keeps no save waiting, and is said to be lost with what it lacks', async () => {
    const { machine, journal, mirror, time } = await withMirror()
    await save(journal, 1)
    await whole(mirror)
    const letGo = machine.hang()
    await save(journal, 2, 4)
    expect(mirror.state()).toMatchObject({ kind: 'following', behind: 3 })
    time.pass(21_000)
    expect(mirror.state()).toMatchObject({ kind: 'lost', cause: 'not-answering', behind: 3 })
    await save(journal, 5)
    letGo()
    await whole(mirror)
    expect((await onStick(machine)).frames).toHaveLength(5)
  })

  test('[MI5] [MI6] pulled out and put back it goes on where it ended, with everything saved meanwhile', async () => {
    const { machine, journal, mirror, time } = await withMirror()
    await save(journal, 1, 2)
    await whole(mirror)
    machine.pullOut()
    await save(journal, 3)
    await kindOf(mirror, 'not-there')
    expect(mirror.state()).toMatchObject({ behind: 1 })
    // What the stick had not written yet when it was pulled out is gone.
    machine.stick.crash()
    await save(journal, 4)
    machine.putBack()
    time.pass(10_000)
    await whole(mirror)
    const { frames, report } = await onStick(machine)
    expect(frames).toEqual(await framesOf(journal, { after: 0, limit: 10 }))
    expect(report).toMatchObject({ unreadable: [], conflicting: [], missingFrames: [], altered: [] })
  })

  test('[MI6] a stick that was pulled out is noticed although nothing is saved', async () => {
    const { machine, mirror, time } = await withMirror()
    machine.pullOut()
    time.pass(9_999)
    expect(mirror.state()).toMatchObject({ kind: 'following' })
    time.pass(1)
    await kindOf(mirror, 'not-there')
  })

  test('[MI6] a full stick is said to be full, and goes on once there is room', async () => {
    const { machine, journal, mirror, time } = await withMirror()
    machine.stick.setPlan((step) => (step === 'write' ? 'short' : null))
    await save(journal, 1)
    await kindOf(mirror, 'no-space')
    machine.stick.setPlan(() => null)
    time.pass(10_000)
    await whole(mirror)
    expect((await onStick(machine)).report.unreadable).toEqual([])
  })

  test('[MI5] a start goes on with the same mirror', async () => {
    const first = await withMirror()
    await save(first.journal, 1, 2)
    await whole(first.mirror)
    await first.mirror.close()
    const second = await first.again()
    await save(second.journal, 3)
    await whole(second.mirror)
    expect((await onStick(first.machine)).frames).toHaveLength(3)
  })

  test('[MI2] sealed bytes that the journal gave up leave the stick as well', async () => {
    const { machine, journal, mirror } = await withMirror()
    await save(journal, 1)
    await whole(mirror)
    await journal.append(async () =>
      ok([settledBody(1), { kind: 'removed' as const, operationIds: [operationId(1)] }]),
    )
    await whole(mirror)
    const sealed = (): boolean =>
      machine.stick
        .files()
        .some((path) => Buffer.from(machine.stick.durable(path) ?? []).includes('aa.bb.cc'))
    expect(sealed()).toBe(true)
    mirror.sweep()
    await eventually(() => expect(sealed()).toBe(false))
    expect((await onStick(machine)).frames).toHaveLength(3)
  })
})

describe('what is in the folder already', () => {
  test('[MI3] the mirror of another journal is left as it is', async () => {
    const first = await withMirror()
    await save(first.journal, 1, 2)
    await whole(first.mirror)
    const before = first.machine.stick.copy()
    const other = await begin(await createTillWithStick(undefined, first.machine.stick))
    await save(other.journal, 7, 9)
    await other.mirror.choose(STICK, TERMINAL)
    await kindOf(other.mirror, 'differs')
    const files = (copy: ReadonlyMap<string, Uint8Array>) =>
      [...copy].filter(([path]) => path.endsWith('.csj'))
    expect(files(first.machine.stick.copy())).toEqual(files(before))
  })

  test('[MI3] a mirror that holds more than the journal is kept, because the till has lost it', async () => {
    const first = await withMirror()
    await save(first.journal, 1, 3)
    await whole(first.mirror)
    const other = await begin(await createTillWithStick(undefined, first.machine.stick))
    await other.mirror.choose(STICK, TERMINAL)
    await kindOf(other.mirror, 'differs')
    expect((await onStick(first.machine)).frames).toHaveLength(3)
  })

  test('[MI3] [MI7] another mirror in the place of the chosen one is said to be that and gets nothing, until it is chosen', async () => {
    const { machine, journal, mirror } = await withMirror()
    const marker = `${FOLDER}/mirror.json`
    machine.stick.put(marker, Buffer.from(JSON.stringify({ version: 1, id: TERMINAL })))
    await save(journal, 1)
    await kindOf(mirror, 'another')
    expect((await onStick(machine)).frames).toEqual([])
    expect(await mirror.choose(STICK, TERMINAL)).toBe('chosen')
    await whole(mirror)
    expect((await onStick(machine)).frames).toHaveLength(1)
  })

  test('[MI3] [MI7] an older copy of the mirror, put in its place between two looks, gets what it lacks', async () => {
    const { machine, journal, mirror, time } = await withMirror()
    await save(journal, 1, 2)
    await whole(mirror)
    const older = machine.stick.copy()
    await save(journal, 3, 4)
    await whole(mirror)
    machine.stick.putBack(older)
    time.pass(10_000)
    await eventually(async () => expect((await onStick(machine)).frames).toHaveLength(4))
    await whole(mirror)
  })

  test('[MI6] [MI7] a mirror that can only be read is lost, and what it lacks is what came since', async () => {
    const { machine, journal, mirror, time } = await withMirror()
    await save(journal, 1, 3)
    await whole(mirror)
    let tries = 0
    machine.stick.setPlan((step) => {
      if (step === 'open') tries += 1
      return step === 'open' || step === 'write' ? 'io' : null
    })
    await save(journal, 4)
    await kindOf(mirror, 'disk-failed')
    await save(journal, 5)
    const before = tries
    time.pass(10_000)
    await eventually(() => expect(tries).toBeGreaterThan(before))
    expect(mirror.state()).toMatchObject({ behind: 2 })
  })

  test('[MI3] [MI7] a mirror that does not say any more which one it is gets nothing, and is not said to be pulled out: it can be chosen', async () => {
    for (const damage of [null, '{']) {
      const { machine, journal, mirror, time } = await withMirror()
      const marker = `${FOLDER}/mirror.json`
      await save(journal, 1)
      await whole(mirror)
      if (damage === null) await machine.stick.remove(marker)
      else machine.stick.put(marker, Buffer.from(damage))
      await save(journal, 2)
      time.pass(10_000)
      await kindOf(mirror, 'another')
      expect((await onStick(machine)).frames).toHaveLength(1)
      expect(await mirror.choose(STICK, TERMINAL)).toBe('chosen')
      await whole(mirror)
      expect((await onStick(machine)).frames).toHaveLength(2)
    }
  })

  test('[MI4] a damaged mirror is written anew from the whole journal', async () => {
    const first = await withMirror()
    await save(first.journal, 1, 4)
    await whole(first.mirror)
    await first.mirror.close()
    const segment = `${FOLDER}/segment-000001.csj`
    const read = await first.machine.stick.read(segment)
    if (!read.ok) throw new Error(read.failure)
    first.machine.stick.put(segment, read.value.fill(0x20, 900, 1000))
    const second = await first.again()
    await whole(second.mirror)
    const { frames, report } = await onStick(first.machine)
    expect(frames).toEqual(await framesOf(second.journal, { after: 0, limit: 10 }))
    expect(report.unreadable).toEqual([])
  })
})

describe('telling', () => {
  test('[MI7] without one it is off; what was remembered and cannot be read is said', async () => {
    const machine = await createTillWithStick()
    const { mirror } = await begin(machine)
    expect(mirror.state()).toEqual({ kind: 'off' })
    expect(mirror.wasUnreadable()).toBe(false)
    machine.till.put(`${PROFILE}/mirror.json`, Buffer.from('{'))
    expect((await begin(machine)).mirror.wasUnreadable()).toBe(true)
  })

  test('[MI8] a loss is told once, over restarts; a new loss is told again, not more than one an hour', async () => {
    const first = await withMirror()
    const { machine, time } = first
    machine.pullOut()
    time.pass(10_000)
    await kindOf(first.mirror, 'not-there')
    time.pass(30_000)
    expect(first.lost).toEqual(['not-there'])
    await first.mirror.close()
    const second = await first.again()
    await kindOf(second.mirror, 'not-there')
    expect(second.lost).toEqual([])
    const flap = async () => {
      machine.putBack()
      time.pass(10_000)
      await whole(second.mirror)
      machine.pullOut()
      time.pass(10_000)
      await kindOf(second.mirror, 'not-there')
    }
    await flap()
    await flap()
    expect(second.lost).toEqual(['not-there'])
    time.pass(60 * 60_000)
    await flap()
    expect(second.lost).toEqual(['not-there', 'not-there'])
  })

  test('[MI7] after a start without the stick it says what it lacked when it was left', async () => {
    const first = await withMirror()
    await save(first.journal, 1, 2)
    await whole(first.mirror)
    await first.mirror.close()
    first.machine.pullOut()
    const second = await first.again()
    await save(second.journal, 3)
    await kindOf(second.mirror, 'not-there')
    expect(second.mirror.state()).toMatchObject({ behind: 1 })
  })

  test('[MI9] a folder of the till is refused, one on its disk is said to be', async () => {
    const { machine, mirror } = await begin(await createTillWithStick())
    expect(await mirror.choose(`${PROFILE}/journal`, TERMINAL)).toBe('inside-till')
    expect(mirror.state()).toEqual({ kind: 'off' })
    await machine.till.makeFolder('/home/rui')
    expect(await mirror.choose('/home/rui', TERMINAL)).toBe('chosen')
    expect(mirror.state()).toMatchObject({ isSameDisk: true })
    await mirror.choose(STICK, TERMINAL)
    expect(mirror.state()).toMatchObject({ isSameDisk: false, folder: FOLDER })
  })

  test('[MI7] a folder that cannot be written to is no mirror; none is one word of a manager away', async () => {
    const { machine, mirror, journal } = await withMirror()
    machine.stick.setPlan((step) => (step === 'open' ? 'io' : null))
    expect(await mirror.choose('/stick/other', TERMINAL)).toBe('disk-failed')
    machine.stick.setPlan(() => null)
    await mirror.stop()
    expect(mirror.state()).toEqual({ kind: 'off' })
    await save(journal, 1)
    expect((await onStick(machine)).frames).toEqual([])
  })
})
