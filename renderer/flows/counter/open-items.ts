import { openItems, type OpenItem, type RequiredField } from '#shared/domain/registration-rule.ts'
import type { CalendarDate } from '#shared/domain/calendar-date.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import type { ConsentPurpose, Market } from '#shared/markets/market.ts'
import type { CounterPlace } from './counter-ports.ts'
import type { CounterState } from './counter-state.ts'
import { draftOf } from './draft.ts'
import type { ReadPerson } from './read-person.ts'

/** A place on the screen that a registration needs; also the name that its field carries. In the order of the screen. */
const ITEMS = [
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
  'purchase-date',
] as const
export type Item = (typeof ITEMS)[number]

/** One line of 'To confirm', with the items behind it that are still open. */
export interface ConfirmLine {
  readonly line: 'age' | 'notice' | 'person' | 'declaration' | 'choices' | 'devices'
  readonly open: readonly Item[]
}

/** The purposes that this market asks for now (R8). */
export function askedPurposes(market: Market): readonly ConsentPurpose[] {
  return market.consents.filter((consent) => consent.isOn).map((consent) => consent.purpose)
}

/** Reads an element's name back. */
export function itemNamed(name: string | undefined): Item | null {
  return ITEMS.find((item) => item === name) ?? null
}

/**
 * Everything that a registration needs, in the order of the screen. The registration rule decides; the screen adds
 * what only it knows: a field that cannot be read, and a purpose that the customer was not yet led to.
 */
export function confirmLines(
  state: CounterState,
  read: {
    person: ReadPerson
    market: Market
    today: CalendarDate
    place: Pick<CounterPlace, 'channel' | 'storeName'>
  },
): readonly ConfirmLine[] {
  const { market } = read
  const ruled = openItems(draftOf(state, read), { market, today: read.today }).flatMap((item) =>
    itemsOf(item, state),
  )
  const unread: readonly Item[] = read.person.mobile.ok ? [] : ['mobile']
  const asked = askedPurposes(market).map((purpose) => `consent-${purpose}` as const)
  const unasked = askedPurposes(market)
    .filter((purpose) => !state.consents.has(purpose))
    .map((purpose) => `consent-${purpose}` as const)
  const found = new Set<Item>([...ruled, ...unread, ...unasked])
  const open = (...items: readonly Item[]) => items.filter((item) => found.has(item))
  return [
    { line: 'age', open: open('document', 'photo', 'document-state', 'birth-date') },
    { line: 'notice', open: open('notice') },
    {
      line: 'person',
      open: open('given-name', 'family-name', 'email', 'mobile', 'born', 'country', 'claim'),
    },
    { line: 'declaration', open: open('declaration') },
    ...(asked.length === 0 ? [] : [{ line: 'choices' as const, open: open(...asked) }]),
    { line: 'devices', open: open('device', 'purchase-date') },
  ]
}

/** The open item to go to from `current`: the next one in order, else the first; null when nothing else is open. */
export function nextOpen(lines: readonly ConfirmLine[], current: Item | null): Item | null {
  const open = lines.flatMap((line) => line.open)
  const after = current === null ? -1 : ITEMS.indexOf(current)
  return open.find((item) => ITEMS.indexOf(item) > after) ?? open.find((item) => item !== current) ?? null
}

const FIELDS: Record<RequiredField, Item | null> = {
  claim: 'claim',
  'given-name': 'given-name',
  'family-name': 'family-name',
  email: 'email',
  'birth-date': 'born',
  residence: 'country',
  // The till fills these in itself.
  language: null,
  'purchase-date': 'purchase-date',
  'purchase-place': null,
}

function itemsOf(item: OpenItem, state: CounterState): readonly Item[] {
  switch (item.kind) {
    case 'age-check':
      return state.check === null ? ageItems(state) : ['birth-date']
    case 'notice':
      return ['notice']
    case 'declaration':
      return ['declaration']
    case 'field': {
      const field = FIELDS[item.field]
      return field === null ? [] : [field]
    }
    case 'residence-elsewhere':
      return ['country']
    case 'no-device':
    case 'device-incomplete':
    case 'same-device-twice':
      return ['device']
    case 'consent':
      return [`consent-${item.purpose}`]
    case 'language-not-offered':
    case 'purchase-in-future':
    case 'tax-number-is-off':
    case 'channel-not-taken-here':
      return []
    default:
      return unreachable(item)
  }
}

function ageItems(state: CounterState): readonly Item[] {
  const { document, documentState, photo } = state.answers
  const open: Item[] = []
  if (document === null) open.push('document')
  if (photo === null) open.push('photo')
  if (documentState === null) open.push('document-state')
  // What the check ends with stays open until it is on disk: the date, or the photo where a machine has read the date.
  const last = (state.reading?.birthDate ?? null) === null ? 'birth-date' : 'photo'
  return [...open, last]
}
