import * as z from 'zod'

import type { Disk } from '#electron/journal/disk.ts'
import { oneAtATime } from '#electron/journal/one-at-a-time.ts'
import { terminalEventPayloadSchema } from '#shared/contracts/operations/terminal-event.ts'

import { readJsonFile, writeJsonFile } from './json-file.ts'

const stopSchema = z.enum([
  'client-too-old',
  'terminal-revoked',
  'chain-fork',
  'wrong-realm',
  /** The journal is gone, and with it the end of the chain: another record would fork it. */
  'journal-lost',
])
/** Why no new record is taken. */
export type Stop = z.infer<typeof stopSchema>

const untoldSchema = terminalEventPayloadSchema.pick({ kind: true, detail: true }).extend({
  kind: z.enum(['export-made', 'mirror-lost']),
})
/** What head office is to learn of this till once it may record again. */
export type UntoldEvent = z.infer<typeof untoldSchema>
/** A till that is stopped for weeks tells the last ones. */
const MAX_UNTOLD = 20

export const standingSchema = z.strictObject({
  stop: stopSchema.nullable(),
  /** Which version was too old: a newer one starts without that stop. */
  stoppedVersion: z.string().nullable(),
  /** Which enrolment was stopped: a newer one is free of it. */
  stoppedEpoch: z.number().int().nullable(),
  /** Epochs whose head office was told that there is no keystore. */
  toldNoKeystore: z.array(z.number().int()),
  /** Server time minus wall time, as last heard. */
  serverOffsetMs: z.number().int().nullable(),
  /** The newest configuration that was in force, of which enrolment; earlier versions kept none. */
  newestConfiguration: z
    .strictObject({ epoch: z.number().int(), version: z.number().int() })
    .nullable()
    .default(null),
  /** Earlier versions kept none. */
  untold: z.array(untoldSchema).default([]),
})
type StandingFile = z.infer<typeof standingSchema>

/** What must outlive a restart about how the till stands with head office [D7]. */
export interface Standing {
  stop(): Stop | null
  /** Whether it is on disk. It holds for this run in any case; asked for again, it is written again where it is not. */
  setStop(stop: Stop, epoch: number): Promise<boolean>
  endStop(): Promise<void>
  hasToldNoKeystore(epoch: number): boolean
  setToldNoKeystore(epoch: number): Promise<void>
  serverOffsetMs(): number | null
  setServerOffset(offsetMs: number | null): Promise<void>
  /** The newest version of a configuration that was in force in this enrolment; 0 where none is known. */
  newestConfiguration(epoch: number): number
  setNewestConfiguration(newest: { epoch: number; version: number }): Promise<void>
  untold(): readonly UntoldEvent[]
  addUntold(event: UntoldEvent): Promise<void>
  setTold(event: UntoldEvent): Promise<void>
}

const OFFSET_STEP_MS = 2000

/** A write that fails is not lost: what it says stays in memory and is said again by the server. */
export async function openStanding(given: {
  disk: Disk
  path: string
  appVersion: string
  /** The epoch that the till is enrolled in now; null when it is in none. */
  epoch: number | null
}): Promise<Standing> {
  const { disk, path, appVersion, epoch: enrolledEpoch } = given
  const stored = await readJsonFile({ disk, path, schema: standingSchema })
  const alone = oneAtATime()
  let file: StandingFile = stored.value ?? {
    stop: null,
    stoppedVersion: null,
    stoppedEpoch: null,
    toldNoKeystore: [],
    serverOffsetMs: null,
    newestConfiguration: null,
    untold: [],
  }
  // A kill may come between a new enrolment and the word that the stop is over.
  const isOver =
    file.stop === 'client-too-old'
      ? file.stoppedVersion !== appVersion
      : (file.stoppedEpoch ?? Number.POSITIVE_INFINITY) < (enrolledEpoch ?? 0)
  if (isOver) file = { ...file, stop: null }
  // What was read may have a name that an earlier run could not sync: the next power cut would take it.
  let isOnDisk = false
  const write = (changes: Partial<StandingFile>): Promise<boolean> => {
    file = { ...file, ...changes }
    return alone(async () => (isOnDisk = (await writeJsonFile({ disk, path, value: file })).ok))
  }
  const change = async (changes: Partial<StandingFile>): Promise<void> => void (await write(changes))
  return {
    stop: () => file.stop,
    async setStop(stop, epoch) {
      if (stop === file.stop && isOnDisk) return true
      return write({ stop, stoppedVersion: appVersion, stoppedEpoch: epoch })
    },
    async endStop() {
      if (file.stop !== null) await change({ stop: null, stoppedVersion: null, stoppedEpoch: null })
    },
    hasToldNoKeystore: (epoch) => file.toldNoKeystore.includes(epoch),
    setToldNoKeystore: (epoch) => change({ toldNoKeystore: [...file.toldNoKeystore, epoch] }),
    serverOffsetMs: () => file.serverOffsetMs,
    async setServerOffset(offsetMs) {
      if (offsetMs === null) return
      const isNew = file.serverOffsetMs === null || Math.abs(offsetMs - file.serverOffsetMs) >= OFFSET_STEP_MS
      if (isNew) await change({ serverOffsetMs: offsetMs })
    },
    newestConfiguration: (epoch) =>
      file.newestConfiguration?.epoch === epoch ? file.newestConfiguration.version : 0,
    setNewestConfiguration: (newestConfiguration) => change({ newestConfiguration }),
    untold: () => file.untold,
    addUntold: (event) => change({ untold: [...file.untold, event].slice(-MAX_UNTOLD) }),
    setTold: (event) => change({ untold: file.untold.filter((other) => other !== event) }),
  }
}
