import type { ColumnType } from 'kysely'

/** `timestamptz`: written as an ISO text, read as a `Date`. */
export type Instant = ColumnType<Date, string, string>
/** A `timestamptz` that may be missing. */
export type InstantOrNull = ColumnType<Date | null, string | null | undefined, string | null>
/** `jsonb`: written as JSON text, because drivers disagree on arrays; read as a value. */
export type Json<Value> = ColumnType<Value, string, string>
/** A column that the database fills when an insert leaves it out. */
export type Defaulted<Value> = ColumnType<Value, Value | undefined, Value>
/** A column that may be missing. */
export type Nullable<Value> = ColumnType<Value | null, Value | null | undefined, Value | null>
