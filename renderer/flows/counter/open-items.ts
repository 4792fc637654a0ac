import type { ConsentPurpose, Market } from '#shared/markets/market.ts'
import type { CounterState } from './counter-state.ts'
import type { ReadPerson } from './read-person.ts'

/** A place on the screen that a registration needs; also the name that its field carries. */
export type Item =
  | 'document'
  | 'photo'
  | 'document-state'
  | 'birth-date'
  | 'notice'
  | 'given-name'
  | 'family-name'
  | 'email'
  | 'mobile'
  | 'born'
  | 'country'
  | 'claim'
  | 'declaration'
  | `consent-${ConsentPurpose}`
  | 'device'

/** One line of 'To confirm', with the items behind it that are still open. */
export interface ConfirmLine {
  readonly line: 'age' | 'notice' | 'person' | 'declaration' | 'devices' | ConsentPurpose
  readonly open: readonly Item[]
}

/** The purposes that this market asks for now (R8). */
export function askedPurposes(market: Market): readonly ConsentPurpose[] {
  return market.consents.filter((consent) => consent.isOn).map((consent) => consent.purpose)
}

/** Everything that a registration needs, in the order of the screen. Nothing may be saved while a line is open. */
export function confirmLines(state: CounterState, read: { person: ReadPerson; market: Market }): readonly ConfirmLine[] {
  return [
    { line: 'age', open: state.check === null ? ageItems(state) : [] },
    { line: 'notice', open: state.notice === null ? ['notice'] : [] },
    { line: 'person', open: personItems(read.person) },
    { line: 'declaration', open: state.isDeclared ? [] : ['declaration'] },
    ...askedPurposes(read.market).map((purpose): ConfirmLine => {
      return { line: purpose, open: state.consents.has(purpose) ? [] : [`consent-${purpose}`] }
    }),
    { line: 'devices', open: state.devices.length === 0 ? ['device'] : [] },
  ]
}

/** The open item to go to from `current`: the next one in order, else the first; null when nothing is open. */
export function nextOpen(lines: readonly ConfirmLine[], current: Item | null): Item | null {
  const open = lines.flatMap((line) => line.open)
  const after = current === null ? -1 : ORDER.indexOf(orderKey(current))
  return open.find((item) => ORDER.indexOf(orderKey(item)) > after) ?? open.find((item) => item !== current) ?? null
}

const ORDER = [
  'document',
  'photo',
  'document-state',
  'birth-date',
  'notice',
  'given-name',
  'family-name',
  'email',
  'mobile',
  'born',
  'country',
  'claim',
  'declaration',
  'consent-marketing-email',
  'consent-marketing-sms',
  'consent-marketing-phone',
  'consent-marketing-post',
  'consent-loyalty',
  'device',
] as const satisfies readonly Item[]

function orderKey(item: Item): (typeof ORDER)[number] {
  return item
}

function ageItems(state: CounterState): readonly Item[] {
  const { document, documentState, photo } = state.answers
  const open: Item[] = []
  if (document === null) open.push('document')
  if (photo === null) open.push('photo')
  if (documentState === null) open.push('document-state')
  // The date is what the check ends with, so it stays open until the check is on disk.
  return [...open, 'birth-date']
}

function personItems(person: ReadPerson): readonly Item[] {
  const items: readonly (readonly [Item, { readonly ok: boolean }])[] = [
    ['given-name', person.givenName],
    ['family-name', person.familyName],
    ['email', person.email],
    ['mobile', person.mobile],
    ['born', person.born],
    ['country', person.country],
    ['claim', person.claim],
  ]
  return items.filter(([, value]) => !value.ok).map(([item]) => item)
}
