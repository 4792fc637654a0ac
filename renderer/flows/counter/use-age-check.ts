import { useRef } from 'react'
import { operationIdSchema, type OperationId } from '#shared/contracts/identifiers.ts'
import {
  decideAgeCheck,
  type AgeCheckAnswers,
  type AgeCheckDay,
  type AgeCheckDecision,
  type RefusalReason,
} from '#shared/domain/age-check.ts'
import { localDate, type CalendarDate } from '#shared/domain/calendar-date.ts'
import { parseBirthDate } from '#shared/domain/typed-date.ts'
import type { CapturedOperation } from '../record-port.ts'
import type { CounterPlace, CounterPorts } from './counter-ports.ts'
import type { CounterSession } from './counter-session.ts'
import { ageCheckCorrection, voidOperation } from './amendments.ts'
import type { CheckedAgain, CounterState, StandingCheck, Refused } from './counter-state.ts'
import { ageCheckOperation } from './operations.ts'

/** What one can do about the age, each recorded when it is decided (R2, R4). */
export interface AgeCheck {
  /** Decides the age check when everything for it is answered; says what is missing otherwise. */
  readonly checkAge: (answers?: Partial<AgeCheckAnswers>) => Promise<void>
  readonly ageCheckDay: () => AgeCheckDay & { readonly typed: CalendarDate | null }
  readonly refuse: (reason: RefusalReason) => Promise<void>
  readonly retryRefusal: () => Promise<void>
  /** Puts on record that this is the same person as before, if that is not done yet; false when it cannot be. */
  readonly settleAgain: () => Promise<boolean>
}

/** A check that may be on disk without this window knowing. */
interface Unsure {
  /** The id that the form had for its check, and the one that was tried last. */
  readonly of: OperationId
  readonly id: OperationId
  readonly decided: string
}

export function useAgeCheck(
  session: CounterSession,
  given: {
    readonly ports: CounterPorts
    readonly place: CounterPlace
    readonly today: CalendarDate
    readonly once: (work: () => Promise<void>) => Promise<void>
    readonly newAgeCheckId: () => OperationId
  },
): AgeCheck {
  const { state, dispatch } = session
  const { ports, place, today, once, newAgeCheckId } = given
  const now = () => ports.time.nowMs()
  const unsure = useRef<Unsure | null>(null)

  /** Another decision than the one that may be on disk is a record of its own: under the same id it would not be written (R4). */
  const idsFor = (decision: AgeCheckDecision): CounterState['ids'] => {
    if (unsure.current?.of !== state.ids.ageCheck) return state.ids
    const { id, decided } = unsure.current
    return { ...state.ids, ageCheck: decided === JSON.stringify(decision) ? id : newAgeCheckId() }
  }

  /** The check first: a refusal that is corrected without another check would be nobody (R4). */
  const saveRefusal = async (operations: readonly CapturedOperation[]) => {
    let saved: Refused['saved'] = null
    for (const operation of operations) {
      const answer = await ports.save(operation)
      if (answer.kind === 'not-saved') {
        dispatch({ kind: 'not-saved', reason: answer.reason })
        return
      }
      saved ??= answer
    }
    if (saved !== null) dispatch({ kind: 'refusal-saved', saved })
    // What is taken back with it goes with what it takes back.
    ports.sendNow()
  }

  /** Wiping never waits. What was being corrected when the sale turned out not to be possible does not stand. */
  const record = async (reason: RefusalReason, check: CapturedOperation) => {
    const kept = state.amending?.kind === 'correction' ? state.done?.kept : null
    const takenBack = kept == null ? null : (state.done?.sequence ?? null)
    const operations = [
      check,
      ...(state.again === null ? [] : [ageCheckCorrection(state.again, check)]),
      ...(kept == null
        ? []
        : [
            voidOperation(kept.operation, {
              id: operationIdSchema.parse(ports.newId()),
              reason: 'recorded-by-mistake',
            }),
          ]),
    ] as const
    dispatch({ kind: 'refused', reason, operations, takenBack })
    await saveRefusal(operations)
  }

  const decide = async (decision: AgeCheckDecision, birthDate: CalendarDate | null) => {
    const checkedAtMs = now()
    const ids = idsFor(decision)
    const operation = ageCheckOperation({ ...state, ids }, { decision, checkedAtMs, place })
    if (decision.reason !== null) {
      await record(decision.reason, operation)
      return
    }
    dispatch({ kind: 'saving', saving: 'age-check' })
    const answer = await ports.save(operation)
    if (answer.kind === 'not-saved') {
      if (answer.reason === 'unknown')
        unsure.current = { of: state.ids.ageCheck, id: ids.ageCheck, decided: JSON.stringify(decision) }
      dispatch({ kind: 'not-saved', reason: answer.reason })
      return
    }
    const check: StandingCheck = {
      id: operation.operationId,
      outcome: 'allowed',
      visitId: state.ids.visit,
      operatorId: place.operatorId,
      birthDate,
      checkedAt: { monotonicMs: ports.time.clock.monotonicMs(), wallMs: checkedAtMs },
      documentKind: decision.documentKind,
      ruleVersion: decision.ruleVersion,
    }
    dispatch({
      kind: 'allowed',
      check,
      // What a machine read goes into no registration by itself (C23).
      born: decision.method === 'shown' ? state.birthText.trim() : state.person.born,
    })
    // What fails now is saved before anything rests on the check.
    if (state.again !== null) await saveAgain(state.again, operation)
  }

  const saveAgain = async (
    again: CheckedAgain,
    check: Pick<CapturedOperation, 'operationId' | 'aggregateId'>,
  ) => {
    const answer = await ports.save(ageCheckCorrection(again, check))
    if (answer.kind === 'saved') dispatch({ kind: 'again-saved' })
    return answer
  }

  const settleAgain: AgeCheck['settleAgain'] = async () => {
    const { again, check } = state
    if (again === null || check === null) return true
    const answer = await saveAgain(again, { operationId: check.id, aggregateId: state.ids.visit })
    if (answer.kind === 'not-saved') dispatch({ kind: 'not-saved', reason: answer.reason })
    return answer.kind === 'saved'
  }

  const ageCheckDay: AgeCheck['ageCheckDay'] = () => {
    const trustedMs = ports.time.trustedMs()
    const typed = parseBirthDate(state.birthText.trim(), today)
    return {
      localToday: today,
      trustedToday: trustedMs === null ? null : localDate({ instantMs: trustedMs, timeZone: place.timeZone }),
      isClockVerified: ports.time.isVerified(),
      typed: typed.ok ? typed.value : null,
    }
  }

  const decideFrom = (answers: AgeCheckAnswers) =>
    decideAgeCheck({
      answers,
      market: place.market,
      // The strictest class decides: what is sold is only known afterwards.
      productClasses: [],
      day: ageCheckDay(),
      isAgain: state.again !== null,
    })

  const checkAge: AgeCheck['checkAge'] = (more = {}) =>
    once(async () => {
      if (state.check !== null || state.refused !== null) return
      const typed = state.birthText.trim()
      const birth = parseBirthDate(typed, today)
      const read = more.birthDate ?? state.reading?.birthDate ?? null
      const answers = { ...state.answers, ...more, birthDate: read ?? (birth.ok ? birth.value : null) }
      // A date that was typed counts, whatever else proves the age.
      if (read === null && !birth.ok && (answers.method !== 'clearly-over' || typed !== '')) {
        dispatch({ kind: 'birth-refused', failure: birth.failure })
        return
      }
      const decision = decideFrom(answers)
      if (decision.ok) await decide(decision.value, answers.birthDate)
      else if (decision.failure === 'confirm-today') dispatch({ kind: 'today-asked' })
    })

  const refuse: AgeCheck['refuse'] = (reason) =>
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
      const ids = state.check === null ? idsFor(decision) : { ...state.ids, ageCheck: newAgeCheckId() }
      await record(reason, ageCheckOperation({ ...state, ids }, { decision, checkedAtMs: now(), place }))
    })

  const retryRefusal: AgeCheck['retryRefusal'] = () =>
    once(async () => {
      if (state.refused === null) return
      dispatch({ kind: 'saving', saving: 'age-check' })
      await saveRefusal(state.refused.operations)
    })

  return { checkAge, ageCheckDay, refuse, retryRefusal, settleAgain }
}
