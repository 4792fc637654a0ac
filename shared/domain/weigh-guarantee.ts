import type { DeviceFault, Exclusion } from '../contracts/operations/device-fault.ts'
import type { GuaranteeBasis, GuaranteeTerm } from '../markets/guarantee-term.ts'
import type { CalendarDate } from './calendar-date.ts'
import { type GuaranteeCover, guaranteeCover } from './guarantee.ts'

/** What is known of a faulty device. Null is what nobody knows, and is never guessed. */
export interface GuaranteeFacts {
  /** From when the term counts: its delivery, or that of the device it replaced (R19). */
  readonly deliveredOn: CalendarDate | null
  /** From when accidents are counted; a replacement never begins that anew. */
  readonly accidentsFrom: CalendarDate | null
  /** Accidents that were covered before, over replacements too. */
  readonly accidentsBefore: number | null
  readonly fault: DeviceFault
  readonly excluded: Exclusion | null
  /** Being registered waives the proof of purchase (R17). */
  readonly shown: 'registered' | 'proof-of-purchase' | 'nothing'
}

/** Why one guarantee covers a fault, does not, or is not known to. */
export type GuaranteeReason =
  | 'within-term'
  | 'accident-within-term'
  | 'excluded'
  | 'not-registered'
  | 'no-proof-of-purchase'
  | 'delivery-unknown'
  | 'no-term'
  | 'term-over'
  | 'accidents-not-covered'
  | 'accident-term-over'
  | 'accidents-used-up'
  | 'accidents-unknown'

export type GuaranteeVerdict = 'covered' | 'not-covered' | 'unknown'

/** What one guarantee says: its last day (null where it has none or nobody knows), and why. */
export interface WeighedGuarantee {
  readonly verdict: GuaranteeVerdict
  readonly until: CalendarDate | null
  readonly why: GuaranteeReason
}

export interface GuaranteeAnswer extends Readonly<Record<GuaranteeBasis, WeighedGuarantee>> {
  /** Covered by one is covered; known to be covered by neither is not. */
  readonly verdict: GuaranteeVerdict
  /** The guarantee that covers it, the maker's before the law's; null where none is known to. */
  readonly basis: GuaranteeBasis | null
}

/** Whether a fault is covered on a day, until when, and why or why not, by the market's dated terms (R17, R18, R19). */
export function weighGuarantee(
  facts: GuaranteeFacts,
  by: { readonly day: CalendarDate; readonly terms: readonly GuaranteeTerm[] },
): GuaranteeAnswer {
  const voluntary = weighOne(facts, { ...by, basis: 'voluntary' })
  const statutory = weighOne(facts, { ...by, basis: 'statutory' })
  const basis =
    voluntary.verdict === 'covered' ? 'voluntary' : statutory.verdict === 'covered' ? 'statutory' : null
  const isUnknown = voluntary.verdict === 'unknown' || statutory.verdict === 'unknown'
  return {
    voluntary,
    statutory,
    basis,
    verdict: basis !== null ? 'covered' : isUnknown ? 'unknown' : 'not-covered',
  }
}

type By = {
  readonly day: CalendarDate
  readonly terms: readonly GuaranteeTerm[]
  readonly basis: GuaranteeBasis
}

function weighOne(facts: GuaranteeFacts, by: By): WeighedGuarantee {
  const { basis, day } = by
  const cover = coverFrom(facts.deliveredOn, by)
  const until = cover?.until ?? null
  const not = (why: GuaranteeReason): WeighedGuarantee => ({ verdict: 'not-covered', until, why })
  if (basis === 'voluntary' && facts.shown !== 'registered') {
    return { verdict: 'not-covered', until: null, why: 'not-registered' }
  }
  if (facts.excluded !== null) return not('excluded')
  if (basis === 'statutory' && facts.fault === 'accidental-damage') return not('accidents-not-covered')
  if (facts.shown === 'nothing') return not('no-proof-of-purchase')
  if (facts.deliveredOn === null) return { verdict: 'unknown', until: null, why: 'delivery-unknown' }
  if (cover === null) return not('no-term')
  if (day > cover.until) return not('term-over')
  if (facts.fault !== 'accidental-damage') return { verdict: 'covered', until, why: 'within-term' }
  return weighAccident(facts, by)
}

/** An accident is covered apart: for its own time, and so many times (R18). */
function weighAccident(facts: GuaranteeFacts, by: By): WeighedGuarantee {
  const cover = coverFrom(facts.accidentsFrom, by)?.accidentalDamage ?? null
  if (facts.accidentsFrom === null) return { verdict: 'unknown', until: null, why: 'delivery-unknown' }
  if (cover === null) return { verdict: 'not-covered', until: null, why: 'accidents-not-covered' }
  const { until, incidents } = cover
  if (by.day > until) return { verdict: 'not-covered', until, why: 'accident-term-over' }
  if (facts.accidentsBefore === null) return { verdict: 'unknown', until, why: 'accidents-unknown' }
  return facts.accidentsBefore < incidents
    ? { verdict: 'covered', until, why: 'accident-within-term' }
    : { verdict: 'not-covered', until, why: 'accidents-used-up' }
}

function coverFrom(deliveredOn: CalendarDate | null, { terms, basis }: By): GuaranteeCover | null {
  return deliveredOn === null ? null : guaranteeCover({ deliveredOn, basis, isRegistered: true, terms })
}
