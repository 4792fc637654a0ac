import { useCallback, useEffect, useRef, type KeyboardEvent } from 'react'
import { flushSync } from 'react-dom'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { ClosedTill } from '../closed-till.tsx'
import { useSaveKey } from '../use-save-key.ts'
import { looksLikeDocument } from '#renderer/scanning/assemble-lines.ts'
import { type TakeDocuments, type TakeScans, useReadings } from '../use-scan.ts'
import { AgeCard } from './age-card.tsx'
import { AmendRail } from './amend-rail.tsx'
import { ConfirmRail } from './confirm-rail.tsx'
import { CorrectSale } from './correct-sale.tsx'
import { focusItem, itemAt } from './focus-item.ts'
import type { CounterPlace, CounterPorts } from './counter-ports.ts'
import { CustomerCard } from './customer-card.tsx'
import { DevicesCard } from './devices-card.tsx'
import { DoneView } from './done-view.tsx'
import { isUnfinished } from './hold-form.ts'
import { nextOpen, type Item } from './open-items.ts'
import { readDevice } from './read-device.ts'
import { RefusedView } from './refused-view.tsx'
import { TakeBackView } from './take-back-view.tsx'
import type { CounterSession } from './counter-session.ts'
import { useCounter } from './use-counter.ts'
import './counter.css'

export interface CounterProps {
  readonly session: CounterSession
  readonly ports: CounterPorts
  readonly place: CounterPlace
  /** Leads to what needs a person. */
  readonly onOpenRecord: (id: OperationId) => void
  readonly takeScans: TakeScans
  readonly takeDocuments: TakeDocuments
}

/** One customer on one screen: age, customer, devices, and what is still to confirm. */
export function Counter({ session, ports, place, takeScans, takeDocuments, onOpenRecord }: CounterProps) {
  const { t, time, number } = useTexts()
  const root = useRef<HTMLElement>(null)
  const counter = useCounter(session, { ports, place })
  const { state, dispatch, lines } = counter
  useReadings(takeScans, (text) => {
    if (state.refused !== null || (state.done !== null && state.amending?.kind !== 'correction')) return false
    dispatch(readDevice(text, { state, catalogue: place.market.devices, isScan: true }))
    return true
  })
  useReadings(takeDocuments, counter.readDocument)

  const go = useCallback((item: Item) => {
    focusItem(root.current, item)
  }, [])
  const isAllowed = state.check !== null
  const wasAllowed = useRef(isAllowed)
  useEffect(() => {
    if (isAllowed && !wasAllowed.current)
      focusItem(root.current, state.notice === null ? 'notice' : 'given-name')
    wasAllowed.current = isAllowed
  }, [isAllowed, state.notice])
  const isNoticed = state.notice !== null
  const wasNoticed = useRef(isNoticed)
  useEffect(() => {
    if (isNoticed && !wasNoticed.current) focusItem(root.current, 'given-name')
    wasNoticed.current = isNoticed
  }, [isNoticed])

  // The next form begins where something is open: whatever was pressed for it is gone.
  const { visit } = state.ids
  const isForm = state.refused === null && (state.done === null || state.amending?.kind === 'correction')
  const shown = useRef({ visit, isForm })
  useEffect(() => {
    const before = shown.current
    shown.current = { visit, isForm }
    if (!isForm || (before.isForm && before.visit === visit)) return
    focusItem(root.current, nextOpen(lines, null) ?? 'given-name')
  }, [visit, isForm, lines])

  const { register, saveCorrection, saveVoid } = counter
  useSaveKey(state.amending === null ? register : state.amending.kind === 'void' ? saveVoid : saveCorrection)

  if (state.refused !== null)
    return <RefusedView counter={counter} refused={state.refused} ports={ports} place={place} />
  const { done, amending } = state
  if (done !== null && amending === null)
    return (
      <DoneView
        counter={counter}
        done={done}
        ports={ports}
        place={place}
        dispatch={dispatch}
        onOpenRecord={onOpenRecord}
      />
    )
  if (done !== null && amending?.kind === 'void')
    return <TakeBackView counter={counter} done={done} place={place} />
  if (done?.what === 'sale') return <CorrectSale counter={counter} done={done} place={place} />

  // Whatever was typed before stays on the screen: it can be saved once the till is open again.
  if (place.isClosed && done === null && !isUnfinished(state))
    return <ClosedTill label={t('counter.title')} />

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const isOnButton = event.target instanceof HTMLButtonElement
    if (event.key === 'Enter' && !isOnButton && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault()
      const current = itemAt(event.target)
      if (current === 'birth-date' && nextOpen(lines, current) !== 'document' && state.check === null) {
        void counter.checkAge()
        return
      }
      const next = nextOpen(lines, current)
      if (next !== null) focusItem(root.current, next)
    } else if (event.key === 'Escape') {
      if (!state.areReasonsOpen) {
        focusItem(root.current, 'back')
        return
      }
      flushSync(() => {
        dispatch({ kind: 'reasons', areOpen: false })
      })
      focusItem(root.current, 'cannot')
    }
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Enter goes on from whatever field has the focus
    <section
      className={isAllowed ? 'counter counter-allowed' : 'counter'}
      ref={root}
      onKeyDown={onKeyDown}
      onKeyDownCapture={(event) => {
        // The library keeps every key of a radio to itself.
        const isKept = event.target instanceof HTMLInputElement && event.target.type === 'radio'
        if (!isKept || (event.key !== 'Enter' && event.key !== 'Escape')) return
        event.stopPropagation()
        onKeyDown(event)
      }}
      onPasteCapture={(event) => {
        const text = event.clipboardData.getData('text/plain')
        if (isAllowed || !looksLikeDocument(text)) return
        // A field of one line would join what was several, and keep it.
        event.preventDefault()
        event.stopPropagation()
        counter.readDocument(text)
      }}
      aria-label={t('counter.title')}
    >
      <h1>
        {done === null ? (
          <>
            {t('counter.title')}{' '}
            <small>{t('counter.started', { time: time(state.startedAtMs, place.timeZone) })}</small>
          </>
        ) : (
          t('counter.amend.title', { number: number(done.sequence) })
        )}
      </h1>
      <AgeCard counter={counter} place={place} />
      <div className="counter-form" inert={state.unsure !== null}>
        <CustomerCard counter={counter} place={place} />
        <DevicesCard counter={counter} ports={ports} place={place} />
      </div>
      {done === null ? (
        <ConfirmRail counter={counter} place={place} onGo={go} />
      ) : (
        <AmendRail counter={counter} place={place} onGo={go} />
      )}
    </section>
  )
}
