import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { RetentionClassName } from './classes.ts'

/** Rows that are over: what is older than their class's cutoff by a column, from a terminal's market where one is named. */
export type Older = (column: string, terminal?: string) => RawBuilder<boolean>

/** One bite of the sweep: at most so many rows of one table are deleted, or lose what some columns say. */
export interface Step {
  readonly of: RetentionClassName
  readonly table: string
  /** What identifies a row. */
  readonly key: string
  /** The columns that become empty; null: the row goes. */
  readonly empties: readonly string[] | null
  /** Which rows are over. */
  due(older: Older): RawBuilder<unknown>
}

const goes = (of: RetentionClassName, [table, key]: readonly [string, string], due: Step['due']): Step => ({
  of,
  table,
  key,
  empties: null,
  due,
})

const empties = (
  of: RetentionClassName,
  [table, key, ...columns]: readonly [string, string, ...string[]],
  due: Step['due'],
): Step => ({ of, table, key, empties: columns, due })

/** The record arrived as long ago as well: the till's own time takes nothing early [RT3]. */
const arrived = (older: Older, table: string) =>
  sql`EXISTS (SELECT FROM inbox WHERE inbox.operation_id = ${sql.ref(`${table}.operation_id`)}
    AND ${older('inbox.received_at', 'inbox.terminal_id')})`

const byTillAndServer = (of: RetentionClassName, table: string, column: string): Step =>
  goes(
    of,
    [table, 'operation_id'],
    (older) => sql`${older(`${table}.${column}`)} AND ${arrived(older, table)}`,
  )

/** Nothing can be settled again from a record whose contents are gone. */
const hasNoContents = (column: string) =>
  sql`NOT EXISTS (SELECT FROM inbox WHERE inbox.operation_id = ${sql.ref(column)} AND sealed_payload IS NOT NULL)`

const closedLongAgo = (older: Older, table: string) =>
  sql`${sql.ref(`${table}.account_id`)} IN (SELECT account_id FROM accounts WHERE ${older('accounts.closed_at')})`

/** A case of the guarantee or of assistance that head office sees to: one that was taken back is none, and nobody closes it. */
export const IS_OPEN_SERVICE_CASE = sql`asked.closed_at IS NULL
  AND NOT EXISTS (SELECT FROM voids WHERE voids.target_operation_id = asked.operation_id)`

/** A case of the guarantee or of assistance that was closed, or taken back. */
const endedLongAgo = (older: Older, table: string) =>
  sql`(${older(`${table}.closed_at`, `${table}.terminal_id`)} OR ${sql.ref(`${table}.closed_at`)} IS NULL
    AND ${sql.ref(`${table}.operation_id`)} IN (SELECT target_operation_id FROM voids WHERE ${older('voids.voided_at')}))`

/** Nothing that reads a record is still to be done [RT4]. */
const IS_DONE_WITH = sql`NOT EXISTS (SELECT FROM inbox AS other
    WHERE other.header->>'aggregateId' = inbox.header->>'aggregateId'
      AND (other.outcome IS NULL OR other.outcome->>'kind' IN ('case', 'waiting')))
  AND NOT EXISTS (SELECT FROM cases WHERE cases.operation_id = inbox.operation_id AND status = 'open')
  AND NOT EXISTS (SELECT FROM guarantee_cases AS asked
    WHERE asked.operation_id = inbox.operation_id AND ${IS_OPEN_SERVICE_CASE})
  AND NOT EXISTS (SELECT FROM assistance_cases AS asked
    WHERE asked.operation_id = inbox.operation_id AND ${IS_OPEN_SERVICE_CASE})
  AND NOT EXISTS (SELECT FROM contact_changes AS asked
    WHERE asked.operation_id = inbox.operation_id AND asked.decided_at IS NULL)
  AND NOT EXISTS (SELECT FROM device_disputes AS asked
    WHERE asked.operation_id = inbox.operation_id AND asked.decided_at IS NULL)`

const CONTENTS: readonly Step[] = [
  empties(
    'contents',
    ['inbox', 'operation_id', 'sealed_payload', 'payload'],
    (older) =>
      sql`sealed_payload IS NOT NULL AND ${older('inbox.received_at', 'inbox.terminal_id')} AND ${IS_DONE_WITH}`,
  ),
  empties(
    'contents',
    ['amendments', 'target_operation_id, position', 'changes'],
    (older) =>
      sql`changes IS NOT NULL AND ${older('made_at')} AND ${hasNoContents('amendments.target_operation_id')}`,
  ),
  empties(
    'set-aside',
    ['quarantine', 'operation_id, content_hash', 'content'],
    (older) => sql`content IS NOT NULL AND ${older('quarantine.received_at', 'quarantine.terminal_id')}`,
  ),
]

/** What goes first is what refers to the rest. */
const CASES: readonly Step[] = (['cases', 'compliance-cases'] as const).flatMap((of) => {
  const isOfClass = of === 'cases' ? sql`cases.audience <> 'compliance'` : sql`cases.audience = 'compliance'`
  const isOver = (older: Older) =>
    sql`cases.status = 'closed' AND ${isOfClass} AND ${older('cases.closed_at', 'cases.terminal_id')}
      AND NOT EXISTS (SELECT FROM mail_requests WHERE mail_requests.case_id = cases.case_id)`
  return [
    goes(
      of,
      ['case_decisions', 'case_id, version'],
      (older) => sql`case_id IN (SELECT case_id FROM cases WHERE ${isOver(older)})`,
    ),
    goes(
      of,
      ['cases', 'case_id'],
      (older) => sql`${isOver(older)}
        AND NOT EXISTS (SELECT FROM case_decisions WHERE case_decisions.case_id = cases.case_id)`,
    ),
  ]
})

const OF_CUSTOMERS: readonly Step[] = [
  goes('consents', ['consents', 'operation_id, position'], (older) => closedLongAgo(older, 'consents')),
  goes('consents', ['shown_texts', 'operation_id, kind'], (older) => closedLongAgo(older, 'shown_texts')),
  goes('devices', ['devices', 'device_id, operation_id'], (older) => older('released_at')),
  goes(
    'devices',
    ['device_history', 'device_id, operation_id, event, account_id'],
    (older) => sql`${older('at')} AND NOT EXISTS (SELECT FROM devices
      WHERE devices.device_id = device_history.device_id AND devices.account_id = device_history.account_id)`,
  ),
  goes(
    'devices',
    ['kit_changes', 'operation_id, kit_id, kind'],
    (older) => sql`${older('at')} AND NOT EXISTS (SELECT FROM devices
      WHERE devices.device_id IN (kit_changes.kit_id, kit_changes.new_part))`,
  ),
  goes('devices', ['device_disputes', 'device_id, operation_id'], (older) => older('decided_at')),
  goes('loyalty', ['loyalty_memberships', 'operation_id'], (older) =>
    closedLongAgo(older, 'loyalty_memberships'),
  ),
  goes('loyalty', ['loyalty_offers', 'operation_id, device_id'], (older) =>
    closedLongAgo(older, 'loyalty_offers'),
  ),
  goes('contact-changes', ['contact_changes', 'operation_id'], (older) => older('decided_at')),
  goes(
    'unanswered-changes',
    ['contact_changes', 'operation_id'],
    (older) => sql`decided_at IS NULL AND ${older('requested_at')}`,
  ),
  goes(
    'mail',
    ['mail_requests', 'operation_id, kind, account_id, occasion'],
    (older) => sql`${older('requested_at')} AND ${hasNoContents('mail_requests.operation_id')}
      AND coalesce(sent_at, cancelled_at, given_up_at) IS NOT NULL`,
  ),
  goes('removed-identities', ['removed_identities', 'identity_hash'], (older) => older('removed_at')),
  goes(
    'removals',
    ['removals', 'removal_id'],
    (older) => sql`${older('removed_at')} AND NOT EXISTS (SELECT FROM removed_identities
      WHERE removed_identities.removal_id = removals.removal_id)`,
  ),
]

const OF_COUNTERS: readonly Step[] = [
  byTillAndServer('purchases', 'sales', 'occurred_at'),
  byTillAndServer('purchases', 'returns', 'occurred_at'),
  byTillAndServer('purchases', 'take_backs', 'occurred_at'),
  byTillAndServer('purchases', 'replacements', 'occurred_at'),
  empties(
    'purchases',
    ['registrations', 'operation_id', 'purchase_place', 'invoice_reference', 'tax_number'],
    (older) => sql`coalesce(purchase_place, invoice_reference, tax_number) IS NOT NULL
      AND ${older('registrations.occurred_at')} AND ${arrived(older, 'registrations')}`,
  ),
  byTillAndServer('age-checks', 'age_check_corrections', 'occurred_at'),
  byTillAndServer('age-checks', 'age_checks', 'checked_at'),
  byTillAndServer('terminal-events', 'terminal_events', 'occurred_at'),
  goes('service', ['service_case_steps', 'step_id'], (older) => older('taken_at')),
  goes('service', ['guarantee_cases', 'operation_id'], (older) => endedLongAgo(older, 'guarantee_cases')),
  goes('service', ['assistance_cases', 'operation_id'], (older) => endedLongAgo(older, 'assistance_cases')),
]

const OF_THE_SERVER: readonly Step[] = [
  goes('findings', ['findings', 'finding_id'], (older) => older('ended_at')),
  goes('alerts', ['operator_alerts', 'alert_id'], (older) => older('cleared_at')),
  goes(
    'configurations',
    ['configuration_versions', 'terminal_id, version'],
    (older) => sql`${older('issued_at')} AND version < (SELECT max(newest.version)
      FROM configuration_versions AS newest WHERE newest.terminal_id = configuration_versions.terminal_id)`,
  ),
  goes('codes', ['enrolment_codes', 'code_name'], (older) => older('expires_at')),
  goes('codes', ['first_pin_codes', 'code_name'], (older) => older('expires_at')),
  goes('codes', ['administrator_codes', 'code_name'], (older) => older('expires_at')),
  goes('sessions', ['administrator_sessions', 'token_hash'], (older) => older('last_used_at')),
  goes('sessions', ['look_up_tries', 'name_hash'], (older) => older('since')),
  goes('look-ups', ['account_look_ups', 'look_up_id'], (older) => older('at')),
  goes('sessions', ['sign_in_tries', 'name_hash'], (older) => older('last_try_at')),
  goes('proofs', ['seen_proofs', 'proof_id'], (older) => older('forget_at')),
]

/** Every step that is plain SQL, in the order in which they are taken. */
export const STEPS: readonly Step[] = [
  ...CONTENTS,
  ...OF_CUSTOMERS,
  ...CASES,
  ...OF_COUNTERS,
  ...OF_THE_SERVER,
]

/** Tables that go with the rows that they belong to, or by a way of their own, and their class [RT8][RT9]. */
export const SWEPT_OTHERWISE: Readonly<Record<string, RetentionClassName>> = {
  accounts: 'accounts',
  mail_links: 'mail',
  audit: 'audit',
  loyalty_entries: 'loyalty',
}
