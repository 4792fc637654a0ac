import type { NewRow } from '../database/tables.ts'

/** The tables that settling writes, in the order in which their references allow it. */
export const EFFECT_TABLES = [
  'ageChecks',
  'sales',
  'terminalEvents',
  'accounts',
  'registrations',
  'devices',
  'deviceHistory',
  'consents',
  'shownTexts',
  'mailRequests',
  'cases',
] as const

type EffectRows = { readonly [Name in (typeof EFFECT_TABLES)[number]]: readonly NewRow<Name>[] }

/** What settling changes. */
export interface Effects extends EffectRows {
  /** Operations whose sealed bytes hold what must not be kept. */
  readonly erasedPayloads: readonly string[]
}

/** Nothing changes. */
export const NO_EFFECTS: Effects = {
  ageChecks: [],
  sales: [],
  terminalEvents: [],
  accounts: [],
  registrations: [],
  devices: [],
  deviceHistory: [],
  consents: [],
  shownTexts: [],
  mailRequests: [],
  cases: [],
  erasedPayloads: [],
}

/** All changes together, in the order given. */
export function joinEffects(parts: readonly Effects[]): Effects {
  const names = Object.keys(NO_EFFECTS) as (keyof Effects)[]
  return Object.fromEntries(
    names.map((name) => [name, parts.flatMap((part): unknown[] => [...part[name]])]),
  ) as unknown as Effects
}
