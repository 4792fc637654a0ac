import type { GuaranteeBasis, GuaranteeTerm } from '../markets/guarantee-term.ts'
import { addMonths, type CalendarDate } from './calendar-date.ts'

/** Until when (that day included) a device is covered on one basis, and until when accidents are, if they are at all. */
export type GuaranteeCover = {
  readonly termId: string
  readonly until: CalendarDate
  readonly accidentalDamage: { readonly until: CalendarDate; readonly incidents: number } | null
}

/**
 * The cover of a device delivered on a day, statutory or voluntary, or null where there is none (R17, R18). The
 * newest term that had begun on delivery counts. The voluntary guarantee is for registered customers only. A term
 * that would end on a day its month does not have ends on the month's last day.
 */
export function guaranteeCover(device: {
  deliveredOn: CalendarDate
  basis: GuaranteeBasis
  isRegistered: boolean
  terms: readonly GuaranteeTerm[]
}): GuaranteeCover | null {
  const { deliveredOn, basis } = device
  if (basis === 'voluntary' && !device.isRegistered) return null
  const term = device.terms
    .filter((candidate) => candidate.basis === basis && candidate.deliveredFrom <= deliveredOn)
    .reduce<GuaranteeTerm | null>(
      (best, next) => (best && best.deliveredFrom >= next.deliveredFrom ? best : next),
      null,
    )
  if (term === null) return null
  const after = (months: number) => addMonths(deliveredOn, { months, shortMonth: 'last-day' })
  const accident = term.accidentalDamage
  return {
    termId: term.id,
    until: after(term.months),
    accidentalDamage: accident && { until: after(accident.months), incidents: accident.incidents },
  }
}
