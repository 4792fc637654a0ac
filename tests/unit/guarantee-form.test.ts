import { describe, expect, it } from 'vitest'

import { withFailed } from '#renderer/flows/service/guarantee/failed-part.ts'
import { guaranteeRecords } from '#renderer/flows/service/guarantee/guarantee-operations.ts'
import {
  type CodeField,
  type GuaranteeAction,
  type GuaranteeForm,
  guaranteeReducer,
  newGuaranteeIds,
  NO_CODE,
  openGuarantee,
} from '#renderer/flows/service/guarantee/guarantee-state.ts'
import { aggregateIdSchema } from '#shared/contracts/identifiers.ts'
import type { CalendarDate } from '#shared/domain/calendar-date.ts'
import type { DeviceId } from '#shared/domain/device-id.ts'
import { PRACTICE } from '#shared/markets/practice.ts'

const idOf = (number: number) => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`
const EMPTY = openGuarantee(newGuaranteeIds({ newId: () => idOf(1) }))
const account = (number: number) => ({ aggregateId: aggregateIdSchema.parse(idOf(number)) })
const code = (device: string, more: Partial<CodeField> = {}): CodeField => ({
  ...NO_CODE,
  device: device as DeviceId,
  kind: 'kit',
  ...more,
})
const KIT = code('K7M29QX4TB3D')
const HOLDER = code('H2V4WX6Y8Z3A', { kind: 'holder', model: 'holder-1' })
const PLACE = { market: PRACTICE, today: '2026-11-22' as CalendarDate }
/** The holder of a kit, to be swapped by nobody yet: a case for the store. */
const FORM: GuaranteeForm = {
  ...EMPTY.form,
  faulty: KIT,
  failed: 'holder',
  part: HOLDER,
  registeredIn: 'this-country',
  fault: 'other',
  exclusion: 'none',
  way: 'store',
  isHere: true,
}
const made = (change: Partial<GuaranteeForm>) =>
  guaranteeRecords({ ...EMPTY, found: account(7), form: { ...FORM, ...change } }, PLACE)

describe('the form of the guarantee', () => {
  it('[R11] [GD15] another part that failed has another code: that of the part before is not taken for it', () => {
    expect(withFailed(FORM, 'charger')).toEqual({ failed: 'charger', part: NO_CODE, isPartUnread: false })
    expect(made(withFailed(FORM, 'charger'))).toEqual([])
  })

  it('[R11] [GD15] a new device that says it is a holder is no new charger; one that says nothing may be', () => {
    expect(withFailed({ ...FORM, fresh: HOLDER }, 'charger')).toMatchObject({ fresh: NO_CODE })
    expect(withFailed({ ...FORM, fresh: HOLDER }, 'holder')).not.toHaveProperty('fresh')
    expect(withFailed({ ...FORM, fresh: KIT }, 'charger')).not.toHaveProperty('fresh')
  })

  it('[GD15] what is typed into a field that is not shown any more holds nothing up; into one that is shown it does', () => {
    const part = { ...NO_CODE, text: 'h2v4' }
    expect(made({ part })).toEqual([])
    expect(made({ part: { ...HOLDER, text: 'h2v4' } })).toEqual([])
    expect(made({ part, isPartUnread: true })).toMatchObject([{ what: 'guarantee-case' }])
    expect(made({ part, failed: 'whole' })).toMatchObject([{ what: 'guarantee-case' }])
    expect(made({ fresh: { ...NO_CODE, text: 'c9t3' } })).toMatchObject([{ what: 'guarantee-case' }])
  })

  it('[R17] who is chosen in place of somebody else has to be here, too, and gets nothing at their address', () => {
    const address = { street: 'Rua Nova 3', postalCode: '4000-001', locality: 'Porto' }
    const ofMaria: GuaranteeAction[] = [
      { kind: 'customer', record: null, found: account(7) },
      { kind: 'answered', change: { isHere: true, address } },
    ]
    const formAfter = (...actions: GuaranteeAction[]) =>
      [...ofMaria, ...actions].reduce(guaranteeReducer, EMPTY).form
    expect(formAfter({ kind: 'customer', record: null, found: account(7) })).toMatchObject({
      isHere: true,
      address,
    })
    expect(formAfter({ kind: 'customer', record: null, found: account(8) })).toEqual(EMPTY.form)
  })
})
