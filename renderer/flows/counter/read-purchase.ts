import type { CalendarDate } from '#shared/domain/calendar-date.ts'
import { parseBirthDate, type BirthDateFailure } from '#shared/domain/typed-date.ts'
import { ok, type Result } from '#shared/kernel/result.ts'
import type { CounterState } from './counter-state.ts'

/**
 * When the devices were bought or received. Today where one was bought here today; else it has to be asked, and is never
 * in the future. Nothing is asked while there is no device.
 */
export function readPurchase(
  state: Pick<CounterState, 'devices' | 'purchaseText'>,
  today: CalendarDate,
): { readonly isAsked: boolean; readonly date: Result<CalendarDate, BirthDateFailure> } {
  const { devices, purchaseText } = state
  const isAsked = devices.length > 0 && !devices.some(({ origin }) => origin === 'bought-here')
  return { isAsked, date: isAsked ? parseBirthDate(purchaseText, today) : ok(today) }
}
