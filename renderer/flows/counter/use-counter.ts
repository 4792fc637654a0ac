import { useCallback, useEffect, useReducer, useRef, type Dispatch } from 'react'
import { aggregateIdSchema, operationIdSchema } from '#shared/contracts/identifiers.ts'
import {
  decideAgeCheck,
  type AgeCheckAnswers,
  type AgeCheckDecision,
  type RefusalReason,
} from '#shared/domain/age-check.ts'
import { ageCheckVoid } from '#shared/domain/age-check-record.ts'
import { localDate, type CalendarDate } from '#shared/domain/calendar-date.ts'
import { maskDeviceId } from '#shared/domain/device-id.ts'
import { parseBirthDate } from '#shared/domain/typed-date.ts'
import { counterReducer, type CounterAction } from './counter-reducer.ts'
import { openCounter, type CounterState, type StandingCheck, type VoidReason } from './counter-state.ts'
import type { CounterOperation, CounterPlace, CounterPorts } from './counter-ports.ts'
import { confirmLines, type ConfirmLine } from './open-items.ts'
import { ageCheckOperation, registrationOperation, saleOperation } from './operations.ts'
import { readPerson, type ReadPerson } from './read-person.ts'

/** The open visit, which outlives the screen: a lock or another place of the desk loses nothing that was typed. */
export interface CounterSession {
  readonly state: CounterState
  readonly dispatch: Dispatch<CounterAction>
}

/** What the screen shows and what one can do on it. */
export interface Counter {
  readonly state: CounterState
  readonly dispatch: Dispatch<CounterAction>
  readonly today: CalendarDate
  readonly person: ReadPerson
  readonly lines: readonly ConfirmLine[]
  readonly openCount: number
  /** Decides the age check when everything for it is answered; says what is missing otherwise. */
  readonly checkAge: (answers?: Partial<AgeCheckAnswers>) => Promise<void>
  readonly refuse: (reason: RefusalReason) => Promise<void>
  readonly retryRefusal: () => Promise<void>
  readonly checkAgain: () => void
  readonly bornLeft: () => void
  readonly finishWithoutRegistering: () => Promise<void>
  readonly register: () => Promise<void>
  readonly nextCustomer: () => void
}

/** Opens a form for one customer. */
export function opening(ports: Pick<CounterPorts, 'newId' | 'time'>, place: Pick<CounterPlace, 'market'>) {
  const operation = () => operationIdSchema.parse(ports.newId())
  const aggregate = () => aggregateIdSchema.parse(ports.newId())
  const [language = 'en'] = place.market.languages.customer
  return {
    ids: {
      visit: aggregate(),
      customer: aggregate(),
      ageCheck: operation(),
      sale: operation(),
      registration: operation(),
    },
    startedAtMs: ports.time.nowMs(),
    home: { country: place.market.country, language },
  }
}

/** Holds the open visit above every screen. */
export function useCounterSession(
  ports: Pick<CounterPorts, 'newId' | 'time'>,
  place: Pick<CounterPlace, 'market'>,
) {
  const [state, dispatch] = useReducer(counterReducer, null, () => openCounter(opening(ports, place)))
  return { state, dispatch }
}

export function useCounter(
  session: CounterSession,
  given: { ports: CounterPorts; place: CounterPlace },
): Counter {
  const { state, dispatch } = session
  const { ports, place } = given
  const isBusy = useRef(false)
  const lastRefusal = useRef<CounterOperation | null>(null)
  const now = () => ports.time.nowMs()
  const today = localDate({ instantMs: now(), timeZone: place.timeZone })
  const person = readPerson(state.person, { market: place.market, today, check: state.check })
  const lines = confirmLines(state, { person, market: place.market, today, place })

  const newAgeCheckId = () => operationIdSchema.parse(ports.newId())
  const voidCheck = (reason: VoidReason) => {
    dispatch({ kind: 'voided', reason, ageCheckId: newAgeCheckId() })
  }

  /** The reason why the check does not carry this save, after having said so; null while it stands. */
  const findVoid = (check: StandingCheck, birthDate: CalendarDate | null): VoidReason | null => {
    const reason = ageCheckVoid(check, {
      visitId: state.ids.visit,
      operatorId: place.operatorId,
      birthDate,
      monotonicMs: ports.time.clock.monotonicMs(),
      validMinutes: place.market.ageCheck.validMinutes,
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

  const saveRefusal = async (operation: CounterOperation) => {
    lastRefusal.current = operation
    const answer = await ports.save(operation)
    dispatch(
      answer.kind === 'saved' ? { kind: 'refusal-saved' } : { kind: 'not-saved', reason: answer.reason },
    )
  }

  const decide = async (decision: AgeCheckDecision, birthDate: CalendarDate | null) => {
    const checkedAtMs = now()
    const operation = ageCheckOperation(state, { decision, checkedAtMs, place })
    if (decision.reason !== null) {
      dispatch({ kind: 'refused', reason: decision.reason })
      await saveRefusal(operation)
      return
    }
    dispatch({ kind: 'saving', saving: 'age-check' })
    const answer = await ports.save(operation)
    if (answer.kind === 'not-saved') {
      dispatch({ kind: 'not-saved', reason: answer.reason })
      return
    }
    const check: StandingCheck = {
      id: operation.operationId,
      outcome: 'allowed',
      visitId: state.ids.visit,
      operatorId: place.operatorId,
      birthDate,
      checkedAtMs,
      checkedAtMonotonicMs: ports.time.clock.monotonicMs(),
      documentKind: decision.documentKind,
      ruleVersion: decision.ruleVersion,
    }
    dispatch({
      kind: 'allowed',
      check,
      born: birthDate === null ? state.person.born : state.birthText.trim(),
    })
  }

  const decideFrom = (answers: AgeCheckAnswers) => {
    const trustedMs = ports.time.trustedMs()
    return decideAgeCheck({
      answers,
      market: place.market,
      // The strictest class decides: what is sold is only known afterwards.
      productClasses: [],
      day: {
        localToday: today,
        trustedToday:
          trustedMs === null ? null : localDate({ instantMs: trustedMs, timeZone: place.timeZone }),
        isClockVerified: ports.time.isVerified(),
      },
    })
  }

  const checkAge: Counter['checkAge'] = (more = {}) =>
    once(async () => {
      if (state.check !== null || state.refused !== null) return
      const typed = state.birthText.trim()
      const birth = parseBirthDate(typed, today)
      const answers = { ...state.answers, ...more, birthDate: birth.ok ? birth.value : null }
      if (!birth.ok && answers.method !== 'clearly-over') {
        dispatch({ kind: 'birth-refused', failure: birth.failure })
        return
      }
      const decision = decideFrom(answers)
      if (decision.ok) await decide(decision.value, answers.birthDate)
      else if (decision.failure === 'confirm-today') dispatch({ kind: 'today-asked' })
    })

  const refuse: Counter['refuse'] = (reason) =>
    once(async () => {
      if (state.refused !== null) return
      const { documentKind, method } = { documentKind: state.answers.document, method: state.answers.method }
      const decision: AgeCheckDecision = {
        outcome: 'refused',
        reason,
        method,
        documentKind: documentKind === 'none' || reason === 'no-document' ? null : documentKind,
        ruleVersion: place.market.age.version,
        clock: { isVerified: ports.time.isVerified(), localOnly: false },
      }
      // A check that already allowed the sale stays on record; the refusal is a record of its own.
      const ids = state.check === null ? state.ids : { ...state.ids, ageCheck: newAgeCheckId() }
      dispatch({ kind: 'refused', reason })
      await saveRefusal(ageCheckOperation({ ...state, ids }, { decision, checkedAtMs: now(), place }))
    })

  const retryRefusal: Counter['retryRefusal'] = () =>
    once(async () => {
      if (lastRefusal.current === null) return
      dispatch({ kind: 'saving', saving: 'age-check' })
      await saveRefusal(lastRefusal.current)
    })

  const saveAndFinish = async (
    operation: CounterOperation,
    masked: { what: 'sale' | 'registration'; initials: string | null },
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
        devices: devices.map((device) => ({ kind: device.kind, masked: maskDeviceId(device.deviceId) })),
      },
    })
  }

  const finishWithoutRegistering: Counter['finishWithoutRegistering'] = () =>
    once(async () => {
      const { check } = state
      if (check === null) return
      const reason = findVoid(check, null)
      if (reason !== null) {
        voidCheck(reason)
        return
      }
      dispatch({ kind: 'saving', saving: 'sale' })
      await saveAndFinish(saleOperation(state, { check, place }), { what: 'sale', initials: null })
    })

  const register: Counter['register'] = () =>
    once(async () => {
      const { check } = state
      if (check === null || lines.some((line) => line.open.length > 0)) return
      const reason = findVoid(check, person.born.ok ? person.born.value : null)
      if (reason !== null) {
        voidCheck(reason)
        return
      }
      dispatch({ kind: 'saving', saving: 'registration' })
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
      await saveAndFinish(operation, { what: 'registration', initials })
    })

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
    })
  }, [dispatch, ports])
  useEffect(() => {
    if (isOtherOperator) voidForOperator()
  }, [isOtherOperator, voidForOperator])

  return {
    state,
    dispatch,
    today,
    person,
    lines,
    openCount: lines.filter((line) => line.open.length > 0).length,
    checkAge,
    refuse,
    retryRefusal,
    checkAgain: () => {
      dispatch({ kind: 'check-again', ageCheckId: newAgeCheckId() })
    },
    bornLeft,
    finishWithoutRegistering,
    register,
    nextCustomer: () => {
      dispatch({ kind: 'opened', opening: opening(ports, place) })
    },
  }
}

/** 'M. C.' */
function initialsOf(...names: readonly string[]): string {
  return names.map((name) => `${[...name.trim()][0] ?? ''}.`).join(' ')
}
