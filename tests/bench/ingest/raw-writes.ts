import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import type { TableRows } from './ledger-rows.ts'

/** A way of writing the rows of one batch, within a transaction that is there. */
export type Write = (client: pg.PoolClient, tables: readonly TableRows[]) => Promise<void>

const insertOf = ({ table, columns }: TableRows, rows: number) => {
  const values = Array.from({ length: rows }, (_, row) => {
    const places = columns.map((_name, column) => `$${row * columns.length + column + 1}`)
    return `(${places.join(', ')})`
  })
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${values.join(', ')}`
}

/** One INSERT a table: what a careful programmer would write who promises nothing else. */
export const multiRow: Write = async (client, tables) => {
  for (const rows of tables) await client.query(insertOf(rows, rows.rows.length), rows.rows.flat())
}

/** One INSERT a row. */
export const singleRow: Write = async (client, tables) => {
  for (const rows of tables) {
    const text = insertOf(rows, 1)
    for (const row of rows.rows) await client.query(text, [...row])
  }
}

/** COPY from files that lie where the server reads them; they are written before. */
export function copied(folder: string): { prepare(tables: readonly TableRows[], name: string): Write } {
  return {
    prepare(tables, name) {
      const files = tables.map(({ table, columns, rows }) => {
        const path = join(folder, `${name}-${table}`)
        writeFileSync(path, rows.map((row) => `${row.map(copyText).join('\t')}\n`).join(''), { mode: 0o644 })
        return `COPY ${table} (${columns.join(', ')}) FROM '${path}'`
      })
      return async (client) => {
        for (const statement of files) await client.query(statement)
      }
    },
  }
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function copyText(value: string | null): string {
  return value === null ? '\\N' : value.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character)
}
