import { Suspense, lazy, useEffect, useLayoutEffect, useMemo, useSyncExternalStore } from 'react'
import type { DeskState } from '#shared/ipc/desk-state.ts'
import type { Settings } from '#shared/ipc/settings-methods.ts'
import { useCounterSession } from '../flows/counter/counter-session.ts'
import { isCorrected, isUnfinished } from '../flows/counter/hold-form.ts'
import { useExpiry } from '../flows/counter/use-expiry.ts'
import { isReturnTyped, useReturnsSession } from '../flows/returns/returns-session.ts'
import { useAccountEnd } from '../flows/service/account/use-account-end.ts'
import {
  isServiceSaving,
  isServiceTyped,
  leavingIn,
  useServiceSession,
} from '../flows/service/service-session.ts'
import type { AppPorts } from './app-ports.ts'
import { ClosingPage } from './closing/closing-page.tsx'
import { useClosing } from './closing/use-closing.ts'
import { UnlockScreen } from './entry/unlock-screen.tsx'
import type { UnlockScreenProps } from './entry/unlock-screen-props.ts'
import { useHolds } from '../flows/counter/use-holds.ts'
import { counterPorts } from './flow-ports.ts'
import { holdPorts } from './hold-ports.ts'
import { useScanner } from './use-scanner.ts'

const loadShell = () => import('./shell/shell.tsx')
/** Everything behind the PIN comes after the first picture, and long before anybody has typed one. */
const Shell = lazy(async () => ({ default: (await loadShell()).Shell }))

/** A till that is set up: locked or at work. The open visit lives here: another place of the desk loses nothing. */
export function EnrolledDesk(props: {
  ports: AppPorts
  state: Exclude<DeskState, { phase: 'not-enrolled' }>
  settings: Settings
  onSettings: (settings: Settings) => Promise<boolean>
  onRefresh: () => void
  onEnrol: UnlockScreenProps['onEnrol']
  isLost: boolean
}) {
  const { ports, state, onRefresh } = props
  const { issuedAt } = state.configuration
  const isClockDoubted = state.notices.some((kind) => kind === 'clock-unverified' || kind === 'clock-wrong')
  const counter = useMemo(
    () => counterPorts(ports, { issuedAt, isClockDoubted }),
    [ports, issuedAt, isClockDoubted],
  )
  const { market, store } = state.configuration
  const { timeZone } = store
  const place = useMemo(() => ({ market, timeZone }), [market, timeZone])
  const session = useCounterSession(counter, place)
  const returns = useReturnsSession(counter)
  const service = useServiceSession(counter)
  const holdings = useMemo(() => holdPorts(ports), [ports])
  const operatorId = state.phase === 'unlocked' ? state.operator.operatorId : null
  const holds = useHolds(session, { ports: counter, holds: holdings, place, operatorId })
  const scanner = useScanner(ports.timer, props.settings.scanner, async (code) => {
    if (state.phase !== 'locked') return 'badge'
    const answer = await ports.call('badge.unlock', { code })
    onRefresh()
    if (!answer.ok) return 'unknown-badge'
    return answer.value.kind === 'unlocked' ? null : answer.value.kind
  })
  useEffect(() => void loadShell(), [])

  const isLocked = state.phase === 'locked'
  // What was said of a badge at the lock screen is not true at work, nor the other way round. Before it is painted: what is read
  // on a screen that can be seen is not forgotten.
  const { forget } = scanner
  useLayoutEffect(forget, [isLocked, forget])
  // Whoever was at the counter may be gone after a lock.
  const { dispatch: served } = service
  const { dispatch: guaranteed } = service.guarantee
  useEffect(() => {
    if (!isLocked) return
    served({ kind: 'here', isHere: false })
    served({ kind: 'account-closed' })
    guaranteed({ kind: 'not-here' })
  }, [isLocked, served, guaranteed])
  useAccountEnd(service, ports)
  useExpiry(session, { isLocked, leaving: leavingIn(service.state), counter, place, timer: ports.timer })

  const isTyped = isUnfinished(session.state) || isCorrected(session.state)
  const isCustomerOpen = isTyped || session.state.amending?.kind === 'correction'
  const isVisitOpen = isCustomerOpen || isReturnTyped(returns.state) || isServiceTyped(service)
  useEffect(() => {
    if (!isLocked) void ports.call('operator.customer-open', { isOpen: isCustomerOpen, isVisitOpen })
  }, [ports, isLocked, isCustomerOpen, isVisitOpen])

  const { refused } = session.state
  const isRefusalOpen = refused !== null && refused.saved === null
  const watched = useMemo(() => ports.views.counts(), [ports])
  const queue = useSyncExternalStore(watched.subscribe, watched.getSnapshot)
  const { isKept } = useSyncExternalStore(ports.store.subscribe, ports.store.getSnapshot)
  const form = {
    isTyped: isTyped || isReturnTyped(returns.state) || isServiceTyped(service),
    isRefusalOpen,
    isSaving: session.state.saving !== null || returns.state.saving !== null || isServiceSaving(service),
  }
  const onHold = isLocked ? null : holds.others.length
  const question = useClosing(ports, { queue, form, onHold })
  if (question !== null) {
    return (
      <ClosingPage question={question} configuration={state.configuration} nowMs={ports.clock.wallMs()} />
    )
  }
  if (state.phase === 'locked') {
    return (
      <UnlockScreen
        queue={queue}
        isCustomerOpen={isTyped || holds.isKept}
        configuration={state.configuration}
        operators={state.operators}
        notices={state.notices}
        isStoreKept={isKept}
        clock={ports.clock}
        accountApiUrl={state.accountApiUrl}
        isMemoryOnly={holds.isMemoryOnly}
        scanner={scanner}
        onEnrol={props.onEnrol}
        onUnlock={async (request) => {
          const answer = await ports.call('operator.unlock', request)
          onRefresh()
          return answer.ok ? answer.value : null
        }}
        onFirstPin={async (request) => {
          const answer = await ports.call('operator.set-first-pin', request)
          onRefresh()
          return answer.ok ? answer.value : 'unreachable'
        }}
        onChallenge={async (request) => {
          const answer = await ports.call('operator.challenge', request)
          return answer.ok ? answer.value : null
        }}
        onAnswerChallenge={async (request) => {
          const answer = await ports.call('operator.answer-challenge', request)
          onRefresh()
          return answer.ok ? answer.value : null
        }}
      />
    )
  }
  return (
    <Suspense fallback={null}>
      <Shell
        {...props}
        state={state}
        session={session}
        holds={holds}
        counterPorts={counter}
        isCustomerOpen={isTyped || isRefusalOpen}
        returns={returns}
        service={service}
        scanner={scanner}
      />
    </Suspense>
  )
}
