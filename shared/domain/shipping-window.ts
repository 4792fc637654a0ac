import type { BusinessDays } from '../markets/business-days.ts'
import { type CalendarDate, dayAfter, weekdayOf } from './calendar-date.ts'

export interface ShippingWindow {
  readonly earliest: CalendarDate
  readonly latest: CalendarDate
  /** Whether public holidays are known up to its last day; else weekends alone are left out. */
  readonly areHolidaysKnown: boolean
}

/**
 * The days between which a new device is on its way when the call is on `day` (R24). The day of the call does not count; with
 * 0 business days it is the day itself, or the next one on which anything ships.
 */
export function shippingWindow(
  day: CalendarDate,
  given: {
    readonly shipping: { readonly fromBusinessDays: number; readonly toBusinessDays: number }
    readonly businessDays: BusinessDays
  },
): ShippingWindow {
  const { shipping, businessDays } = given
  const { weekend, holidays } = businessDays
  const ships = (date: CalendarDate) => !weekend.includes(weekdayOf(date)) && !holidays?.days.includes(date)
  const after = (businessDayCount: number) => {
    let date = day
    let left = businessDayCount
    while (left > 0 || !ships(date)) {
      date = dayAfter(date)
      if (left > 0 && ships(date)) left -= 1
    }
    return date
  }
  const latest = after(shipping.toBusinessDays)
  return {
    earliest: after(shipping.fromBusinessDays),
    latest,
    areHolidaysKnown: holidays !== null && latest <= holidays.through,
  }
}
