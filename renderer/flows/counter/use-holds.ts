import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type AggregateId, operationIdSchema } from '#shared/contracts/identifiers.ts'
import { ageCheckPolicyOn } from '#shared/domain/age-check-policy.ts'
import { localDate } from '#shared/domain/calendar-date.ts'
import type { CounterPlace, CounterPorts } from './counter-ports.ts'
import { opening, type CounterSession } from './counter-session.ts'
import type { CounterState } from './counter-state.ts'
import { isUnfinished, restoreForm, summaryOf, writeForm } from './hold-form.ts'
import type { HeldCustomer, HoldList, HoldPorts, ParkAnswer } from './hold-ports.ts'

/** What is typed is on disk so long after the last key. */
const PARK_AFTER_MS = 1000

/** Why a customer was not put on hold, or could not be gone on with. */
export type HoldFailure =
  | Exclude<ParkAnswer, 'parked' | 'saved'>
  | 'unreadable'
  | 'for-others'
  | 'gone'
  | 'open-no-answer'

/** The customers who are not finished, beside the one on the screen. */
export interface Holds {
  /** Null while nobody is at work, and until main has answered. */
  readonly list: HoldList | null
  readonly others: readonly HeldCustomer[]
  /** Something is typed that can be put on hold. */
  readonly canHold: boolean
  /** What is on the screen is on no disk yet and cannot be put on hold: nobody else is gone on with (R4). */
  readonly isBound: boolean
  /** The customer on the screen. */
  readonly visit: AggregateId
  readonly failure: HoldFailure | null
  /** The desk is locked, and what was typed is kept. */
  readonly isKept: boolean
  /** The same, in memory only, and goes when the desk closes (C22). */
  readonly isMemoryOnly: boolean
  readonly hold: () => Promise<void>
  readonly resume: (customer: HeldCustomer) => Promise<void>
  /** The customer leaves: what was typed is deleted, here and on disk. What is recorded stays. */
  readonly clear: () => Promise<void>
  /** Said and read: a customer who was saved already needs no mention any more. */
  readonly acknowledge: (draftId: AggregateId) => Promise<void>
  readonly dismissFailure: () => void
  /** How many of what was lost have been read of, since the window opened. */
  readonly heard: Readonly<Record<string, number>>
  readonly hear: (what: string, count: number) => void
}

/** Parks the open form while it is typed, and at a lock; puts it on hold and goes on with another. */
export function useHolds(
  session: CounterSession,
  given: {
    ports: Pick<CounterPorts, 'newId' | 'time'>
    holds: HoldPorts
    place: Pick<CounterPlace, 'market' | 'timeZone'>
    /** Who is at work; null while the desk is locked. */
    operatorId: CounterPlace['operatorId'] | null
  },
): Holds {
  const { state, dispatch } = session
  const { ports, holds, place, operatorId } = given
  const [list, setList] = useState<HoldList | null>(null)
  const [heard, setHeard] = useState<Readonly<Record<string, number>>>({})
  const [failure, setFailure] = useState<HoldFailure | null>(null)
  /** How many pieces of work have ended: what was put off meanwhile is done then. */
  const [turns, setTurns] = useState(0)
  const [windowId] = useState(() => ports.newId())
  const latest = useRef(state)
  const isBusy = useRef(false)
  /** The visit of which main holds a copy, and the text of it. */
  const parked = useRef<{ visit: AggregateId; form: string | null } | null>(null)
  /** What was on the screen when the desk was locked. */
  const left = useRef<AggregateId | null>(null)
  useEffect(() => {
    latest.current = state
  })

  const unfinished = state.saving === null && isUnfinished(state)
  const form = useMemo(() => (unfinished ? writeForm(state, windowId) : null), [unfinished, state, windowId])

  const park = useCallback(
    async (from: CounterState, isOnHold: boolean): Promise<ParkAnswer> => {
      const { visit, sale, registration } = from.ids
      const written = writeForm(from, windowId)
      parked.current = { visit, form: null }
      const answer = await holds.park({
        draftId: visit,
        sale,
        registration,
        startedAt: new Date(from.startedAtMs).toISOString(),
        isOnHold,
        summary: summaryOf(from),
        form: written,
      })
      if (answer === 'parked' && parked.current?.visit === visit) parked.current.form = written
      return answer
    },
    [holds, windowId],
  )

  const refresh = useCallback(async () => {
    const next = await holds.list()
    if (next !== null) setList(next)
    return next
  }, [holds])

  const openNext = useCallback(() => {
    dispatch({ kind: 'opened', opening: opening(ports, place) })
  }, [dispatch, ports, place])

  // While it is typed.
  useEffect(() => {
    if (form === null || operatorId === null || parked.current?.form === form) return undefined
    return holds.timer.after(PARK_AFTER_MS, () => void park(latest.current, false))
  }, [form, operatorId, holds, park])

  // A refusal wipes the copy at once, before it is itself on disk (R4); so does emptying the form by hand.
  const visit = state.ids.visit
  const isWiped = state.refused !== null || (state.saving === null && !isUnfinished(state))
  useEffect(() => {
    if (!isWiped || parked.current?.visit !== visit) return
    parked.current = null
    void holds.discard(visit)
  }, [isWiped, visit, holds])

  // At a lock nothing of the form stays in the window, once main has it; what is being saved is saved first.
  const isLocked = operatorId === null
  useEffect(() => {
    if (!isLocked || form === null || isBusy.current) return
    const leave = () => {
      left.current = latest.current.ids.visit
      parked.current = null
      openNext()
    }
    if (parked.current?.form === form) leave()
    else {
      isBusy.current = true
      void park(latest.current, false).then((answer) => {
        isBusy.current = false
        if (answer === 'parked' || answer === 'saved') leave()
        else setFailure(answer)
      })
    }
  }, [isLocked, form, turns, park, openNext])

  /**
   * Keeps what is on the screen since `begun`, also what is typed while main writes. Null when it is kept, or nothing
   * was there; 'bound' when it became a record meanwhile, or is about to: that goes before.
   */
  const keepOpenForm = useCallback(
    async (begun: CounterState): Promise<HoldFailure | 'bound' | null> => {
      for (;;) {
        const current = latest.current
        if (isBoundForm(current) || isOver(current) !== isOver(begun)) return 'bound'
        if (!isUnfinished(current)) return null
        const answer = await park(current, true)
        if (latest.current !== current) continue
        return answer === 'parked' || answer === 'saved' ? null : answer
      }
    },
    [park],
  )

  const alone = useCallback(async (work: () => Promise<HoldFailure | 'bound' | null>) => {
    if (isBusy.current || isBoundForm(latest.current)) return
    isBusy.current = true
    try {
      const failed = await work()
      // The form is still the open one: the next copy says so again.
      if (failed !== null && parked.current !== null) parked.current.form = null
      setFailure(failed === 'bound' ? null : failed)
    } finally {
      isBusy.current = false
      setTurns((count) => count + 1)
    }
  }, [])

  const hold = useCallback(
    () =>
      alone(async () => {
        const failed = await keepOpenForm(latest.current)
        if (failed !== null) return failed
        parked.current = null
        openNext()
        await refresh()
        return null
      }),
    [alone, keepOpenForm, openNext, refresh],
  )

  const resume = useCallback(
    ({ draftId, operatorId: authorId }: Pick<HeldCustomer, 'draftId' | 'operatorId'>) =>
      alone(async () => {
        if (operatorId === null) return null
        const begun = latest.current
        const failed = await keepOpenForm(begun)
        if (failed !== null) return failed
        const opened = await holds.open(draftId)
        // What was typed while main opened the other one is kept too.
        const failedMeanwhile = latest.current === begun ? null : await keepOpenForm(begun)
        if (failedMeanwhile !== null) return failedMeanwhile
        if (opened.kind !== 'opened') {
          await refresh()
          if (opened.kind === 'already-saved') return null
          return opened.kind === 'no-answer' ? 'open-no-answer' : opened.kind
        }
        const { clock } = ports.time
        const today = localDate({ instantMs: ports.time.nowMs(), timeZone: place.timeZone })
        const restored = restoreForm(opened.form, {
          windowId,
          operatorId,
          authorId,
          home: opening(ports, place).home,
          moment: { monotonicMs: clock.monotonicMs(), wallMs: clock.wallMs() },
          validMinutes: ageCheckPolicyOn(place.market.ageCheck, today).validMinutes,
          ageCheckId: operationIdSchema.parse(ports.newId()),
        })
        if (restored === null) return 'unreadable'
        parked.current = { visit: draftId, form: null }
        dispatch({ kind: 'restored', state: restored })
        await refresh()
        return null
      }),
    [alone, keepOpenForm, holds, refresh, ports, place, operatorId, windowId, dispatch],
  )

  const clear = useCallback(
    () =>
      alone(async () => {
        const { visit: leaving } = latest.current.ids
        parked.current = null
        openNext()
        await holds.discard(leaving)
        await refresh()
        return null
      }),
    [alone, holds, openNext, refresh],
  )

  // A customer who is finished is on hold no more.
  const isFinished = state.done !== null || (state.refused !== null && state.refused.saved !== null)
  useEffect(() => {
    if (!isFinished) return
    const look = async () => {
      await refresh()
    }
    void look()
  }, [isFinished, refresh])

  // After an unlock: what its own operator had on the screen comes back by itself.
  const resumed = useRef(resume)
  useEffect(() => {
    resumed.current = resume
  })
  useEffect(() => {
    if (operatorId === null) return
    const look = async () => {
      const next = await refresh()
      const open = next?.drafts.find(({ draftId }) => draftId === left.current)
      left.current = null
      if (open?.operatorId === operatorId && !open.isOnHold) await resumed.current(open)
    }
    void look()
  }, [operatorId, refresh])

  const isKept =
    isLocked && ((list?.drafts ?? []).some(({ draftId }) => draftId !== visit) || left.current !== null)
  const others = (list?.drafts ?? []).filter(({ draftId }) => draftId !== visit)
  return {
    list: isLocked ? null : list,
    others: isLocked ? [] : others,
    canHold: unfinished && !isLocked,
    isBound: isBoundForm(state),
    visit,
    failure,
    isKept,
    isMemoryOnly: isKept && list?.keptOn === 'memory',
    hold,
    resume,
    clear,
    acknowledge: async (draftId) => {
      await holds.discard(draftId)
      await refresh()
    },
    dismissFailure: () => {
      setFailure(null)
    },
    heard,
    hear: (what, count) => {
      setHeard({ ...heard, [what]: count })
    },
  }
}

/** Something is being saved or corrected, or a refusal is on no disk yet: it stays on the screen until that has ended (R4). */
function isBoundForm({ saving, refused, amending }: CounterState): boolean {
  return saving !== null || amending !== null || (refused !== null && refused.saved === null)
}

/** The visit has ended in a record. */
function isOver({ done, refused }: CounterState): boolean {
  return done !== null || refused !== null
}
