import { useCallback, useEffect, useRef, type Dispatch } from 'react'
import { operationIdSchema } from '#shared/contracts/identifiers.ts'
import { ageCheckPolicyOn, challengeAge } from '#shared/domain/age-check-policy.ts'
import { ageCheckVoid } from '#shared/domain/age-check-record.ts'
import { localDate, type CalendarDate } from '#shared/domain/calendar-date.ts'
import type { AgeCheckPolicy } from '#shared/markets/age-check-policy.ts'
import type { CapturedOperation } from '../record-port.ts'
import { confirmationOf } from './confirmation.ts'
import type { AgeCheckCorrectionReason } from '#shared/contracts/operations/age-check-correction.ts'
import type { CounterAction } from './counter-reducer.ts'
import { initialsOf, keptForm, maskedDevices } from './kept-form.ts'
import { useAmend, type Amend } from './use-amend.ts'
import { opening, type CounterSession } from './counter-session.ts'
import type { CheckVoid, CounterState, StandingCheck } from './counter-state.ts'
import { latestMs, type CounterPlace, type CounterPorts } from './counter-ports.ts'
import { confirmLines, type ConfirmLine } from './open-items.ts'
import { registrationOperation, saleOperation } from './operations.ts'
import { readPerson, type ReadPerson } from './read-person.ts'
import { useAgeCheck, type AgeCheck } from './use-age-check.ts'
import { useDocument, type TakeDocument } from './use-document.ts'

/** What the screen shows and what one can do on it. */
export interface Counter extends AgeCheck, Amend {
  readonly state: CounterState
  readonly dispatch: Dispatch<CounterAction>
  readonly today: CalendarDate
  /** How an age is proven today. */
  readonly policy: AgeCheckPolicy
  /** Who is plainly older need show nothing; null where everybody has to, and whoever was refused before (R2). */
  readonly clearlyOver: number | null
  readonly person: ReadPerson
  readonly lines: readonly ConfirmLine[]
  readonly openCount: number
  /** The same person, checked again: nothing is recorded before the new check is decided (R4). */
  readonly checkAgain: (why: AgeCheckCorrectionReason) => void
  readonly bornLeft: () => void
  readonly readDocument: TakeDocument
  readonly finishWithoutRegistering: () => Promise<void>
  readonly register: () => Promise<void>
  readonly nextCustomer: () => void
}

export function useCounter(
  session: CounterSession,
  given: { ports: CounterPorts; place: CounterPlace },
): Counter {
  const { state, dispatch } = session
  const { ports, place } = given
  const isBusy = useRef(false)
  const today = localDate({ instantMs: latestMs(ports.time), timeZone: place.timeZone })
  const policy = ageCheckPolicyOn(place.market.ageCheck, today)
  const person = readPerson(state.person, { market: place.market, today, check: state.check })
  const lines = confirmLines(state, { person, market: place.market, today, place })

  const newId = () => operationIdSchema.parse(ports.newId())
  const voidCheck = (reason: CheckVoid) => {
    const { check } = state
    // Another date for the same person is a correction of the check before (R4); the rest is a check of its own.
    const isTypedWrong = reason === 'birth-date-changed' && check !== null && state.again === null
    const again = isTypedWrong ? ({ of: check.id, why: 'date-typed-wrong', id: newId() } as const) : null
    dispatch({ kind: 'voided', reason, ageCheckId: newId(), again })
  }

  /** The reason why the check does not carry this save, after having said so; null while it stands. */
  const findVoid = (check: StandingCheck, birthDate: CalendarDate | null): CheckVoid | null => {
    const reason = ageCheckVoid(check, {
      visitId: state.ids.visit,
      operatorId: place.operatorId,
      birthDate,
      moment: { monotonicMs: ports.time.clock.monotonicMs(), wallMs: ports.time.clock.wallMs() },
      validMinutes: policy.validMinutes,
    })
    if (reason === null) return null
    return reason === 'other-operator'
      ? 'operator-changed'
      : reason === 'birth-date-changed'
        ? reason
        : 'expired'
  }

  /** One save at a time: a double press is the same operation and the same call. */
  const once = async (work: () => Promise<void>) => {
    if (isBusy.current) return
    isBusy.current = true
    try {
      await work()
    } finally {
      isBusy.current = false
    }
  }

  const age = useAgeCheck(session, { ports, place, today, once, newAgeCheckId: newId })

  const saveAndFinish = async (
    operation: CapturedOperation,
    masked: {
      what: 'sale' | 'registration'
      initials: string | null
      claim: CounterState['person']['claim']
    },
  ) => {
    const answer = await ports.save(operation)
    if (answer.kind === 'not-saved') {
      dispatch({ kind: 'not-saved', reason: answer.reason })
      return
    }
    const { sequence, hash, savedAt } = answer
    const devices = masked.what === 'sale' ? [] : state.devices
    dispatch({
      kind: 'done',
      done: {
        ...masked,
        operationId: operation.operationId,
        sequence,
        hash,
        savedAt,
        confirmation: confirmationOf(state, { what: masked.what, market: place.market }),
        paper: 'none',
        devices: maskedDevices(devices),
        amended: [],
        kept: keptForm(state, { operation, day: today }),
      },
    })
  }

  const finishWithoutRegistering: Counter['finishWithoutRegistering'] = () =>
    once(async () => {
      const { check, unsure } = state
      if (check === null || (unsure !== null && unsure !== 'sale')) return
      const reason = findVoid(check, null)
      if (reason !== null) {
        voidCheck(reason)
        return
      }
      dispatch({ kind: 'saving', saving: 'sale' })
      if (!(await age.settleAgain())) return
      await saveAndFinish(saleOperation(state, { check, place }), {
        what: 'sale',
        initials: null,
        claim: null,
      })
    })

  const register: Counter['register'] = () =>
    once(async () => {
      const { check, unsure } = state
      if (check === null || lines.some((line) => line.open.length > 0)) return
      if (unsure !== null && unsure !== 'registration') return
      const reason = findVoid(check, person.born.ok ? person.born.value : null)
      if (reason !== null) {
        voidCheck(reason)
        return
      }
      dispatch({ kind: 'saving', saving: 'registration' })
      if (!(await age.settleAgain())) return
      const operation = await registrationOperation(state, {
        check,
        place,
        person,
        today,
        digest: ports.digest,
      })
      if (operation === null) {
        dispatch({ kind: 'not-saved', reason: 'invalid' })
        return
      }
      const initials = initialsOf(state.person.givenName, state.person.familyName)
      await saveAndFinish(operation, { what: 'registration', initials, claim: state.person.claim })
    })

  const amend = useAmend(session, { ports, place, person, today, lines, once, findVoid, voidCheck, age })

  const changedDate = !person.born.ok && person.born.failure === 'differs'
  const bornLeft = () => {
    dispatch({ kind: 'field-left', field: 'born' })
    if (changedDate) voidCheck('birth-date-changed')
  }

  const isOtherOperator = state.check !== null && state.check.operatorId !== place.operatorId
  const voidForOperator = useCallback(() => {
    dispatch({
      kind: 'voided',
      reason: 'operator-changed',
      ageCheckId: operationIdSchema.parse(ports.newId()),
      again: null,
    })
  }, [dispatch, ports])
  useEffect(() => {
    if (isOtherOperator) voidForOperator()
  }, [isOtherOperator, voidForOperator])

  const readDocument = useDocument(session, { counter: { today, policy, ...age }, place })

  return {
    state,
    dispatch,
    today,
    readDocument,
    policy,
    clearlyOver: state.again === null ? challengeAge(place.market, today) : null,
    person,
    lines,
    openCount: lines.filter((line) => line.open.length > 0).length,
    ...age,
    ...amend,
    checkAgain: (why) => {
      const { refused } = state
      if (refused === null || refused.saved === null) return
      const of = refused.operations[0].operationId
      dispatch({ kind: 'check-again', ageCheckId: newId(), again: { of, why, id: newId() } })
    },
    bornLeft,
    finishWithoutRegistering,
    register,
    nextCustomer: () => {
      ports.sendNow()
      dispatch({ kind: 'opened', opening: opening(ports, place) })
    },
  }
}
