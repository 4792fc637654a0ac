/** How long a class of data is kept, and why. */
export interface RetentionClass {
  /** Days after which it goes, unless head office says otherwise. */
  readonly days: number
  /** Days that no configuration goes below. */
  readonly least: number
  /** Never swept behind the last contact of the terminal that is silent longest (SPEC.md, RT5). */
  readonly waitsForTills?: true
  readonly why: string
}

/** Longer than headers stay on a till, and than the oldest version that is understood. */
const LONGEST_ABSENCE_DAYS = 400

/** The classes of data with a period, each with what ships (SPEC.md, RT2). */
export const RETENTION_CLASSES = {
  contents: {
    days: 1100,
    least: LONGEST_ABSENCE_DAYS,
    waitsForTills: true,
    why: 'corrections, voids and guarantee cases are settled from what was captured; guarantee terms end after three years',
  },
  'set-aside': {
    days: 400,
    least: 90,
    waitsForTills: true,
    why: 'what proved nothing is looked into by people, and may be sent again whole',
  },
  accounts: {
    days: 3660,
    least: LONGEST_ABSENCE_DAYS,
    waitsForTills: true,
    why: 'who was not heard of for ten years is no customer any more',
  },
  consents: {
    days: 1830,
    least: 365,
    why: 'that a consent was given must be provable after the account is closed, while claims may come',
  },
  devices: {
    days: 3660,
    least: 1100,
    waitsForTills: true,
    why: 'who had a device before decides guarantees, disputes and points',
  },
  'age-checks': {
    days: 1830,
    least: LONGEST_ABSENCE_DAYS,
    waitsForTills: true,
    why: 'that age was checked must be provable while an offence may be prosecuted; a sale that comes late rests on it',
  },
  purchases: {
    days: 3660,
    least: LONGEST_ABSENCE_DAYS,
    waitsForTills: true,
    why: 'invoices, returns and replacements are books of trade',
  },
  'terminal-events': { days: 1100, least: 90, why: 'what happened to a till explains what it sent' },
  cases: {
    days: 1830,
    least: LONGEST_ABSENCE_DAYS,
    waitsForTills: true,
    why: 'a late decision in a closed case is answered that somebody was first',
  },
  'compliance-cases': {
    days: 1830,
    least: LONGEST_ABSENCE_DAYS,
    waitsForTills: true,
    why: 'what was done about a sale under age must be provable while it may be prosecuted',
  },
  service: {
    days: 1830,
    least: LONGEST_ABSENCE_DAYS,
    why: 'guarantee and assistance are argued about later',
  },
  'contact-changes': {
    days: 1100,
    least: 90,
    why: 'who asked to be reached elsewhere, and whether it was done',
  },
  'unanswered-changes': {
    days: 90,
    least: 30,
    why: 'the link of a change of contact works for a day; a mail that waits for a confirmed address gets some weeks, and whoever asked and never answered asks anew',
  },
  mail: {
    days: 400,
    least: 30,
    why: 'what was sent, refused and given up; kept at least as long as a record may be settled again',
  },
  loyalty: { days: 1830, least: 365, why: 'points are argued about after an account is closed' },
  'removed-identities': {
    days: 1100,
    least: LONGEST_ABSENCE_DAYS,
    waitsForTills: true,
    why: 'a late record of a removed customer is recognised by a keyed hash (C38)',
  },
  removals: { days: 3660, least: 1830, why: 'that an erasure was carried out must be provable' },
  findings: { days: 1100, least: 90, why: 'what was wrong with a chain explains what came of it' },
  alerts: { days: 1100, least: 90, why: 'what was cleared about an operator is of no use later' },
  'look-ups': {
    days: LONGEST_ABSENCE_DAYS,
    least: 30,
    waitsForTills: true,
    why: 'a record about an account that was found may come late from a till without a network',
  },
  audit: { days: 3660, least: 365, why: 'who did and looked at what' },
  configurations: { days: 400, least: 30, why: 'what a till was told; its newest stays' },
  codes: {
    days: 30,
    least: 1,
    why: 'a code works minutes or hours; a repeated request is answered a while longer',
  },
  sessions: {
    days: 1,
    least: 1,
    why: 'a session ends after eight hours, a name that tries starts anew after a day; look-ups are counted for an hour',
  },
  proofs: { days: 1, least: 0, why: 'a proof that was seen is stale before it is forgotten' },
} as const satisfies Readonly<Record<string, RetentionClass>>

export type RetentionClassName = keyof typeof RETENTION_CLASSES

/** The tables that the sweep leaves as they are, and why (SPEC.md, RT1). */
export const KEPT_TABLES: Readonly<Record<string, string>> = {
  inbox:
    'ids, hashes and headers are the proof of the chain; they name no customer. Its contents have a class of their own',
  inbox_forks: 'the alarm belongs to the chain',
  terminal_epochs: 'the keys that chains are checked with',
  terminals: 'the fleet, as long as their chains are there',
  dependencies: 'ids alone: what rests on what',
  voids: 'ids and a reason: what counts for nothing',
  waiting: 'goes by itself when what it waits for is settled',
  accounts:
    'without a name once closed: consents and purchases are under its number. Open ones have a class of their own',
  customer_keys: 'that a key was destroyed is remembered, so that none is made again (SA5)',
  server_state: 'the server itself',
  server_keys: 'old keys open what is kept',
  stores: 'as long as head office keeps them',
  operators: 'as long as head office keeps them: records name them by number',
  operator_stores: 'goes when head office says so',
  administrators: 'as long as head office keeps them: the audit names them by number',
  kit_parts: "the manufacturer's list: it names nobody",
  known_devices: "the manufacturer's list: it names nobody",
  market_drafts: 'ages are recomputed by what held then',
  market_publications: 'ages are recomputed by what held then',
  fleet_checks: 'one row',
  retention_sweeps: 'one row',
}
