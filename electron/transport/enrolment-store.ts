import * as z from 'zod'

import { replaceFile, setAside } from '#electron/journal/atomic-file.ts'
import type { Disk, DiskFailure } from '#electron/journal/disk.ts'
import type { Configuration } from '#shared/contracts/configuration.ts'
import { realmSchema, terminalIdSchema } from '#shared/contracts/identifiers.ts'
import { compactJwsSchema, instantSchema, publicKeySchema } from '#shared/contracts/values.ts'
import type { Result } from '#shared/kernel/result.ts'

import { verifyConfiguration } from './configuration-store.ts'

/** Everything that enrolment settled, in one file, so that it is there whole or not at all [T9]. */
const enrolmentSchema = z.strictObject({
  version: z.literal(1),
  accountApiUrl: z.string(),
  terminalId: terminalIdSchema,
  epoch: z.number().int().positive(),
  realm: realmSchema,
  rootKey: publicKeySchema,
  /** Which of the terminal's keys was enrolled: a new enrolment has a new one. */
  keyNumber: z.number().int().positive(),
  configuration: compactJwsSchema,
  enrolledAt: instantSchema,
})
export type Enrolment = z.infer<typeof enrolmentSchema>

export interface StoredEnrolment {
  readonly enrolment: Enrolment
  /** The configuration that enrolment brought, verified. */
  readonly configuration: Configuration
}

/** Reads the enrolment; null when there is none. One that does not verify is kept aside: the till enrols again. */
export async function readEnrolment(disk: Disk, path: string): Promise<StoredEnrolment | null> {
  const read = await disk.read(path)
  if (!read.ok) return null
  const enrolment = parseEnrolment(read.value)
  const configuration =
    enrolment === null ? null : await verifyConfiguration(enrolment.configuration, enrolment)
  if (enrolment !== null && configuration?.ok === true)
    return { enrolment, configuration: configuration.value }
  await setAside(disk, path)
  return null
}

export function writeEnrolment(given: {
  disk: Disk
  path: string
  enrolment: Enrolment
}): Promise<Result<null, DiskFailure>> {
  return replaceFile({ ...given, bytes: Buffer.from(JSON.stringify(given.enrolment)) })
}

function parseEnrolment(bytes: Uint8Array): Enrolment | null {
  try {
    const parsed = enrolmentSchema.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
