import { toBase64Url } from '#shared/kernel/base64url.ts'
import type { Random } from '#shared/kernel/random.ts'
import { secretMadeOnce } from './made-once.ts'

/** A bearer token of 256 random bits. */
export function newAdminToken(random: Random): string {
  return toBase64Url(random.bytes(32))
}

/** The administrator's token of a data directory, made on the first start and readable by the owner only. */
export function adminTokenOf(directory: string, random: Random): string {
  return secretMadeOnce({ directory, name: 'admin-token', make: () => newAdminToken(random) })
}
