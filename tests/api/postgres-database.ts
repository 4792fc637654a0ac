import { randomBytes } from 'node:crypto'

import pg from 'pg'

/** A database on a PostgreSQL server, gone once it is dropped. */
export interface OwnDatabase {
  readonly name: string
  readonly url: string
  drop(): Promise<void>
}

/** Makes a database on the server at this URL: without a table, or a copy of the one that is named, to which nobody may be connected. */
export async function createDatabase(serverUrl: string, copied?: string): Promise<OwnDatabase> {
  const base = new URL(serverUrl)
  const name = `api_${randomBytes(6).toString('hex')}`
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: base.href })
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  await run(`CREATE DATABASE ${name}${copied === undefined ? '' : ` TEMPLATE ${copied}`}`)
  const own = new URL(base)
  own.pathname = `/${name}`
  return { name, url: own.href, drop: () => run(`DROP DATABASE ${name} WITH (FORCE)`) }
}
