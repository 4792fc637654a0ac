import type { Database } from '../database/tables.ts'

const ADMINISTRATOR = /^administrator ([0-9a-f-]{36})$/

/** How actors of the audit are shown: an administrator by the name that they sign in with, everybody else as written. */
export async function actorNames(database: Database): Promise<(actor: string) => string> {
  const people = await database
    .selectFrom('administrators')
    .select(['administratorId', 'loginName'])
    .execute()
  const names = new Map(people.map(({ administratorId, loginName }) => [administratorId, loginName]))
  return (actor) => names.get(ADMINISTRATOR.exec(actor)?.[1] ?? '') ?? actor
}
