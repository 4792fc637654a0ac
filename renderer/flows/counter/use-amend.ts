import { operationIdSchema } from '#shared/contracts/identifiers.ts'
import type { ChangedFields } from '#shared/contracts/operations/changed-fields.ts'
import type { CalendarDate } from '#shared/domain/calendar-date.ts'
import {
  correctionOperation,
  registrationChanges,
  saleChanges,
  voidOperation,
  withChanges,
} from './amendments.ts'
import type { CapturedOperation } from '../record-port.ts'
import type { CounterPlace, CounterPorts } from './counter-ports.ts'
import type { CounterSession } from './counter-session.ts'
import type { Amended, CheckVoid, Done, StandingCheck } from './counter-state.ts'
import { confirmationOf } from './confirmation.ts'
import { initialsOf, keptForm, maskedDevices } from './kept-form.ts'
import type { ConfirmLine } from './open-items.ts'
import { registrationFields } from './operations.ts'
import type { ReadPerson } from './read-person.ts'
import type { AgeCheck } from './use-age-check.ts'

/** What one can do with a record that was saved a moment ago, while its form is in memory. */
export interface Amend {
  /** What differs from the record; null while nothing does, or while it cannot be read. */
  readonly changes: ChangedFields | null
  readonly correct: () => void
  readonly takeBack: () => void
  readonly leaveAmending: () => void
  /** Nothing is on its way to the disk, and nothing may be there unknown: to leave it as it was would be no true word (I9). */
  readonly canLeave: boolean
  readonly saveCorrection: () => Promise<void>
  readonly saveVoid: () => Promise<void>
}

export function useAmend(
  session: CounterSession,
  given: {
    readonly ports: CounterPorts
    readonly place: CounterPlace
    readonly person: ReadPerson
    readonly today: CalendarDate
    readonly lines: readonly ConfirmLine[]
    readonly once: (work: () => Promise<void>) => Promise<void>
    readonly findVoid: (check: StandingCheck, birthDate: CalendarDate | null) => CheckVoid | null
    readonly voidCheck: (reason: CheckVoid) => void
    readonly age: AgeCheck
  },
): Amend {
  const { state, dispatch } = session
  const { ports, place, person, lines, once, findVoid, voidCheck, age } = given
  const newId = () => operationIdSchema.parse(ports.newId())
  const kept = state.done?.kept ?? null

  const findChanges = (): ChangedFields | null => {
    if (kept === null || state.amending?.kind !== 'correction') return null
    const { operation } = kept.operation
    if (operation.type === 'sale') return saleChanges(operation.payload.productClasses, state.productClasses)
    if (operation.type !== 'registration' || state.check === null) return null
    const fields = registrationFields(state, { check: state.check, place, person, today: kept.day })
    return fields === null ? null : registrationChanges(operation.payload, fields)
  }
  const changes = findChanges()

  /** On disk, it is part of what the screen says of the record. */
  const save = async (
    operation: CapturedOperation,
    made: {
      kind: Amended['kind']
      now: Pick<Done, 'initials' | 'devices' | 'claim' | 'kept' | 'confirmation' | 'paper'>
    },
  ) => {
    const answer = await ports.save(operation)
    if (answer.kind === 'not-saved') {
      dispatch({ kind: 'not-saved', reason: answer.reason })
      return false
    }
    const { sequence, hash, savedAt } = answer
    const { operationId } = operation
    dispatch({
      kind: 'amended',
      amended: { kind: made.kind, operationId, sequence, hash, savedAt },
      now: made.now,
    })
    return true
  }

  const saveCorrection: Amend['saveCorrection'] = () =>
    once(async () => {
      const { check, amending, done } = state
      if (check === null || amending?.kind !== 'correction' || done === null || kept === null) return
      if (changes === null || (done.what === 'registration' && lines.some((line) => line.open.length > 0)))
        return
      const isSale = done.what === 'sale'
      const reason = findVoid(check, !isSale && person.born.ok ? person.born.value : null)
      // What was sold was sold while the check was young; correcting its classes sells nothing.
      if (reason !== null && !(isSale && reason === 'expired')) {
        voidCheck(reason)
        return
      }
      dispatch({ kind: 'saving', saving: 'correction' })
      if (!(await age.settleAgain())) return
      const operation = withChanges(kept.operation, changes)
      await save(correctionOperation(kept.operation, { id: amending.id, changes }), {
        kind: 'correction',
        now: {
          initials: isSale ? null : initialsOf(state.person.givenName, state.person.familyName),
          devices: isSale ? [] : maskedDevices(state.devices),
          claim: isSale ? null : state.person.claim,
          kept: keptForm(state, { operation, day: kept.day }),
          confirmation: confirmationOf(state, { what: done.what, market: place.market }),
          // What was printed before is not true any more.
          paper: 'none',
        },
      })
    })

  const saveVoid: Amend['saveVoid'] = () =>
    once(async () => {
      const { amending, done } = state
      if (amending?.kind !== 'void' || amending.reason === null || done === null || kept === null) return
      const { id, reason } = amending
      dispatch({ kind: 'saving', saving: 'void' })
      const { initials, devices, claim, confirmation } = done
      const isSaved = await save(voidOperation(kept.operation, { id, reason }), {
        kind: 'void',
        now: { initials, devices, claim, confirmation, kept: null, paper: 'none' },
      })
      if (isSaved) ports.sendNow()
    })

  return {
    changes,
    correct: () => {
      dispatch({ kind: 'correct', id: newId() })
    },
    takeBack: () => {
      dispatch({ kind: 'take-back', id: newId() })
    },
    leaveAmending: () => {
      dispatch({ kind: 'amending-left' })
    },
    canLeave: state.saving === null && state.unsure === null,
    saveCorrection,
    saveVoid,
  }
}
