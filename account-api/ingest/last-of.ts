import type { Snapshot } from './snapshot.ts'

/** Where what was in an account is now. */
export function lastOf(merges: Snapshot['merges'], accountId: string): string {
  const merge = merges.get(accountId)
  return merge === undefined ? accountId : lastOf(merges, merge.into)
}
