import { PGlite } from '@electric-sql/pglite'
import { CamelCasePlugin, Kysely, PGliteDialect, PostgresDialect } from 'kysely'
import type { Dialect } from 'kysely'
import pg from 'pg'
import type { Database, Tables } from './tables.ts'

const DATE_OID = 1082

/**
 * Where the records live: PostgreSQL, an embedded database in a directory, or one in memory that ends with the process.
 * `emptyDatabase`: the files of a database that holds nothing, which are quicker loaded than made.
 */
export type DatabasePlace =
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'directory'; readonly path: string }
  | { readonly kind: 'memory'; readonly emptyDatabase?: Blob | undefined }

/** Opens the database; nothing is read before the first query. A calendar day is read as text: it has no time zone. */
export function openDatabase(place: DatabasePlace): Database {
  return new Kysely<Tables>({
    dialect: dialectOf(place),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
}

function dialectOf(place: DatabasePlace): Dialect {
  if (place.kind === 'postgres') {
    const types = new pg.TypeOverrides()
    types.setTypeParser(DATE_OID, (text: string) => text)
    const pool = new pg.Pool({ connectionString: place.url, max: 10, types })
    // A fail-over cuts idle connections. The pool replaces them; unheard, the event would end the process.
    pool.on('error', () => {})
    return new PostgresDialect({ pool })
  }
  const parsers = { [DATE_OID]: (text: string) => text }
  return new PGliteDialect({
    pglite:
      place.kind === 'directory'
        ? new PGlite(place.path, { parsers })
        : new PGlite({ parsers, ...(place.emptyDatabase && { loadDataDir: place.emptyDatabase }) }),
  })
}
