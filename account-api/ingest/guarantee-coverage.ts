import type { Exclusion, DeviceFault } from '#shared/contracts/operations/device-fault.ts'
import { parseCalendarDate } from '#shared/domain/calendar-date.ts'
import type { CalendarDate } from '#shared/domain/calendar-date.ts'
import { weighGuarantee } from '#shared/domain/weigh-guarantee.ts'
import type { Arrival } from './arrival.ts'
import { storeDay } from './recompute-age.ts'
import type { Grants, SettlementRules } from './settlement.ts'
import type { FaultyCover } from './faulty-device.ts'
import type { Cover } from './snapshot.ts'

/** On what ground a device is replaced: the maker's guarantee, the law's, or because the customer pays (R18). */
export type CoverageBasis = 'voluntary' | 'statutory' | 'paid'

const ACCIDENT = 'accidental-damage'

/** The store's own day on which it happened; a till's clock may be ahead, so never after the server had it. */
export function dayOf({ header, receivedAt }: Pick<Arrival, 'header' | 'receivedAt'>): CalendarDate {
  const wallMs = Math.min(Date.parse(header.occurredAt), Date.parse(receivedAt))
  return storeDay(Math.max(0, wallMs), header.storeTimeZone)
}

/**
 * What covers a fault: what a person decided, else the voluntary guarantee of a device that is in the customer's account, within
 * its term and its count of accidents, and without an exclusion (R17, R18). Null where a person has to decide.
 */
export function coverageOf(given: {
  cover: Cover | null
  fault: DeviceFault
  found: Exclusion | null
  day: CalendarDate
  rules: Pick<SettlementRules, 'guarantee'>
  grants: Pick<Grants, 'coverage'>
}): CoverageBasis | null {
  const { cover, day, rules } = given
  if (given.grants.coverage !== null) return given.grants.coverage
  if (cover === null) return null
  const { voluntary } = weighGuarantee(
    {
      deliveredOn: dateOf(cover.guaranteedFrom),
      accidentsFrom: dateOf(cover.accidentsFrom),
      accidentsBefore: cover.accidents,
      fault: given.fault,
      excluded: given.found,
      shown: 'registered',
    },
    { day, terms: rules.guarantee.terms },
  )
  return voluntary.verdict === 'covered' ? 'voluntary' : null
}

/**
 * Whether the law's guarantee covers a fault of somebody who is not registered, by the day on the proof of purchase that the store saw
 * (R17, R18). False where a person has to decide.
 */
export function isCoveredByProof(given: {
  boughtOn: string
  fault: DeviceFault
  found: Exclusion | null
  day: CalendarDate
  rules: Pick<SettlementRules, 'guarantee'>
}): boolean {
  const { boughtOn, fault, found, day, rules } = given
  if (boughtOn > day) return false
  const deliveredOn = dateOf(boughtOn)
  const { statutory } = weighGuarantee(
    {
      deliveredOn,
      accidentsFrom: deliveredOn,
      accidentsBefore: null,
      fault,
      excluded: found,
      shown: 'proof-of-purchase',
    },
    { day, terms: rules.guarantee.terms },
  )
  return statutory.verdict === 'covered'
}

function dateOf(day: string | null): CalendarDate | null {
  const date = parseCalendarDate(day ?? '')
  return date.ok ? date.value : null
}

/** The guarantee of the new device (R19). What is paid for is new; accidents are counted on over replacements (R18). */
export function coverAfter(given: {
  old: FaultyCover | null
  basis: CoverageBasis
  fault: DeviceFault
  day: CalendarDate
  rules: Pick<SettlementRules, 'guarantee'>
}): Cover & { readonly hasOwnTerm: boolean } {
  const { old, basis, day, fault } = given
  if (basis === 'paid') return { guaranteedFrom: day, accidentsFrom: day, accidents: 0, hasOwnTerm: true }
  const isRestarted = given.rules.guarantee.afterReplacement === 'restarts'
  return {
    guaranteedFrom: isRestarted ? day : (old?.guaranteedFrom ?? null),
    accidentsFrom: old?.accidentsFrom ?? null,
    accidents: (old?.ownAccidents ?? 0) + (fault === ACCIDENT ? 1 : 0),
    hasOwnTerm: isRestarted || old?.hasOwnTerm === true,
  }
}
