import type { OperationId } from '#shared/contracts/identifiers.ts'
import { type AgeCheckMoment, isAgeCheckOld } from '#shared/domain/age-check-record.ts'
import type { CalendarDate } from '#shared/domain/calendar-date.ts'
import { readHeldForm, writeHeldForm } from '#shared/domain/held-form.ts'
import { parseTypedDate } from '#shared/domain/typed-date.ts'
import { slipOf } from '#shared/domain/slip.ts'
import { openCounter, type CounterState, type CheckVoid } from './counter-state.ts'
import type { HeldSummary } from './hold-ports.ts'

/** Whether something was typed or answered that a lock or another customer must not cost. */
export function isUnfinished(state: CounterState): boolean {
  if (state.done !== null || state.refused !== null) return false
  const { person, home, answers } = state
  const empty = openCounter(state)
  return (
    // The same person is to be checked again: for anybody else the form is cleared first (R4).
    state.again !== null ||
    state.check !== null ||
    state.birthText !== '' ||
    state.deviceText !== '' ||
    state.purchaseText !== '' ||
    state.devices.length > 0 ||
    state.notice !== null ||
    state.consents.size > 0 ||
    state.isDeclared ||
    JSON.stringify(answers) !== JSON.stringify(empty.answers) ||
    JSON.stringify(person) !== JSON.stringify({ ...empty.person, ...home })
  )
}

/** Whether something was typed into a record that is being corrected. */
export function isCorrected({ amending, done, ...state }: CounterState): boolean {
  if (amending?.kind !== 'correction' || done === null || done.kept === null) return false
  const { form } = done.kept
  return (Object.keys(form) as (keyof typeof form)[]).some((field) => state[field] !== form[field])
}

export function summaryOf(state: CounterState): HeldSummary {
  const { givenName, familyName } = state.person
  const { initials } = slipOf({ names: [givenName, familyName], deviceIds: [] })
  return { initials, step: state.notice === null ? 'age' : 'registration' }
}

/** The form as a text. `windowId` names this life of the window. */
export function writeForm(state: CounterState, windowId: string): string {
  const { ids, startedAtMs, answers, birthText, check, productClasses, notice, isNoticeOpen } = state
  const { person, isDeclared, devices, deviceText, purchaseText, again, reading } = state
  return writeHeldForm({
    windowId,
    ids,
    startedAtMs,
    answers: reading === null || check !== null ? { ...answers } : { ...openCounter(state).answers },
    birthText,
    check: check === null ? null : { ...check, birthDate: keptBirthDate(state), outcome: 'allowed' },
    productClasses: [...productClasses],
    notice,
    isNoticeOpen,
    person,
    visited: [...state.visited],
    consents: [...state.consents],
    isDeclared,
    devices: [...devices],
    deviceText,
    purchaseText,
    again,
  })
}

/** A date that a machine read is in a draft only where the customer gave it to the registration (C23). */
function keptBirthDate({ check, answers, person }: CounterState): CalendarDate | null {
  if (check === null || answers.method !== 'machine-read') return check?.birthDate ?? null
  const born = parseTypedDate(person.born)
  return born.ok && born.value === check.birthDate ? born.value : null
}

/**
 * The form again, for who goes on with it. An age check stands only for the operator who made it, in the life of the
 * window that made it, and while it is young (R2); where it does not, the form says why and a new one is asked for.
 * Null for a text that is no form.
 */
export function restoreForm(
  written: string,
  now: {
    readonly windowId: string
    readonly operatorId: string
    /** Who typed it. */
    readonly authorId: string
    readonly home: CounterState['home']
    readonly moment: AgeCheckMoment
    readonly validMinutes: number
    readonly ageCheckId: OperationId
  },
): CounterState | null {
  const form = readHeldForm(written)
  if (form === null) return null
  const { version: _version, windowId, visited, consents, ...rest } = form
  const empty = openCounter({ ids: form.ids, startedAtMs: form.startedAtMs, home: now.home })
  const state: CounterState = {
    ...empty,
    ...rest,
    visited: new Set(visited),
    consents: new Map(consents),
  }
  const isColleague = now.authorId !== now.operatorId
  const isOtherWindow = windowId !== now.windowId
  const voided = voidOf(state, { ...now, isColleague, isOtherWindow })
  if (voided === null && !isOtherWindow && !isColleague) return state
  // The id may be on disk already without this window knowing: the next check is a record of its own.
  const ids = { ...state.ids, ageCheck: now.ageCheckId }
  if (voided === null) return { ...state, ids }
  return { ...state, ids, voided, check: null, answers: empty.answers, birthText: '' }
}

/** Why the proof of age has to be given again; null where it stands, or nothing of it was given yet. */
function voidOf(
  { check, birthText, answers }: CounterState,
  now: {
    readonly isColleague: boolean
    readonly isOtherWindow: boolean
    readonly operatorId: string
    readonly moment: AgeCheckMoment
    readonly validMinutes: number
  },
): CheckVoid | null {
  const isBegun = check !== null || birthText !== '' || answers.document !== null
  if (now.isColleague || (check !== null && check.operatorId !== now.operatorId)) {
    return isBegun ? 'operator-changed' : null
  }
  if (check === null) return null
  if (now.isOtherWindow) return 'restarted'
  // With the date that is not kept a registration could not be compared (R2).
  if (answers.method === 'machine-read' && check.birthDate === null) return 'not-kept'
  const { moment, validMinutes } = now
  return isAgeCheckOld(check.checkedAt, { now: moment, validMinutes }) ? 'expired' : null
}
