import { useCallback, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { DeskState, NoticeKind } from '#shared/ipc/desk-state.ts'
import type { Settings as SettingsValues } from '#shared/ipc/settings-methods.ts'
import { ageCheckPolicyOn } from '#shared/domain/age-check-policy.ts'
import { localDate } from '#shared/domain/calendar-date.ts'
import { isSavingStopped } from '#shared/ipc/saving-stops.ts'
import { LEAVE_STOPS, isSendingStopped } from '#shared/domain/may-leave.ts'
import { Counter } from '../../flows/counter/counter.tsx'
import type { CounterPorts } from '../../flows/counter/counter-ports.ts'
import type { CounterSession } from '../../flows/counter/counter-session.ts'
import { Day } from '../../flows/day/day.tsx'
import { HoldBar } from '../../flows/counter/hold-bar.tsx'
import { HoldNotes } from '../../flows/counter/hold-notes.tsx'
import type { Holds } from '../../flows/counter/use-holds.ts'
import { Help } from '../../flows/help/help.tsx'
import { ExportBanner } from '../../flows/last-resort/export-banner.tsx'
import { Returns } from '../../flows/returns/returns.tsx'
import type { ReturnsSession } from '../../flows/returns/returns-session.ts'
import { Service } from '../../flows/service/service.tsx'
import type { ServiceSession } from '../../flows/service/service-session.ts'
import { ToSend } from '../../flows/to-send/to-send.tsx'
import { useScrolls } from '../../ui/use-scrolls.ts'
import type { AppPorts } from '../app-ports.ts'
import { BadgeCard } from '../entry/badge-card.tsx'
import { LockedPeople } from '../entry/locked-people.tsx'
import { dayPorts, exportPorts, tillRecordPorts, toSendPorts } from '../flow-ports.ts'
import { quietOf, type QuietNotice, withStore } from '../notices.tsx'
import { ScanNote } from '../scan-note.tsx'
import type { Scanner } from '../use-scanner.ts'
import { DeskRail } from './desk-rail.tsx'
import { DeskStrip } from './desk-strip.tsx'
import { ShellNotices } from './shell-notices.tsx'
import { SettingsPlace } from './settings-place.tsx'
import { CameraContext } from '../../flows/camera-port.ts'
import { useCameraPort } from './use-camera-port.ts'
import { useShortcuts, type Place } from './use-shortcuts.ts'
import './shell.css'

export interface ShellProps {
  readonly ports: AppPorts
  readonly state: Extract<DeskState, { phase: 'unlocked' }>
  readonly settings: SettingsValues
  readonly onSettings: (settings: SettingsValues) => Promise<boolean>
  readonly onRefresh: () => void
  readonly isLost: boolean
  readonly session: CounterSession
  readonly returns: ReturnsSession
  readonly service: ServiceSession
  readonly holds: Holds
  readonly counterPorts: CounterPorts
  /** Something is typed that is on no disk. */
  readonly isCustomerOpen: boolean
  readonly scanner: Scanner
}

/** The desk at work: where one can go, what is true of this till, and the chosen place. */
export function Shell(props: ShellProps) {
  const { ports, state, session, counterPorts, scanner } = props
  const { takeScans, untaken } = scanner
  const { configuration, operator } = state
  const { store, realm } = configuration
  const [place, setPlace] = useState<Place>('register')
  const [openRecord, setOpenRecord] = useState<OperationId | null>(null)
  const go = useCallback((next: Place) => {
    setOpenRecord(null)
    setPlace(next)
  }, [])
  const { onRefresh } = props
  const lock = useCallback(() => {
    void ports.call('operator.lock', {}).then(onRefresh)
  }, [ports, onRefresh])
  const main = useRef<HTMLElement>(null)
  const scrolls = useScrolls(main)
  const [openNotice, setOpenNotice] = useState<QuietNotice | null>(null)
  useShortcuts({ isOn: props.settings.singleKeyShortcuts, onGo: go })
  const watched = useMemo(() => ports.views.counts(), [ports])
  const counts = useSyncExternalStore(watched.subscribe, watched.getSnapshot)
  const { isKept, lost } = useSyncExternalStore(ports.store.subscribe, ports.store.getSnapshot)
  // What is lost needs somebody, and no list has it.
  const shown = useMemo(() => counts && { ...counts, needsYou: counts.needsYou + lost }, [counts, lost])
  const queue = useMemo(() => toSendPorts(ports), [ports])
  const day = useMemo(() => dayPorts(ports), [ports])
  const lastResort = useMemo(() => exportPorts(ports), [ports])
  const tillRecords = useMemo(() => tillRecordPorts(ports, counterPorts), [ports, counterPorts])
  const stops = LEAVE_STOPS.filter((stop) => state.notices.includes(stop))
  const isStopped = isSendingStopped(stops)
  const isClosed = isSavingStopped(state.notices)
  const isPractice = realm === 'practice'
  const quiet = useMemo(() => quietOf(state.notices), [state.notices])
  const { market } = configuration
  const today = localDate({ instantMs: ports.clock.wallMs(), timeZone: store.timeZone })
  const isReadingDocuments =
    place === 'register' &&
    session.state.check === null &&
    ageCheckPolicyOn(market.ageCheck, today).machineReading !== 'off'
  const camera = useCameraPort({
    ...props,
    onScan: scanner.onScan,
    catalogue: market.devices,
    isReadingDocuments,
  })
  return (
    <CameraContext value={camera}>
      <div className={isPractice ? 'shell shell-practice' : 'shell'}>
        <DeskStrip
          ports={ports}
          configuration={configuration}
          counts={shown}
          quiet={quiet}
          isClockWrong={state.notices.includes('clock-wrong')}
          isStopped={isStopped}
          openNotice={openNotice}
          onNotice={setOpenNotice}
        />
        <DeskRail
          place={place}
          needsYou={shown?.needsYou ?? lost}
          waiting={shown?.waiting ?? 0}
          operatorName={operator.name}
          onGo={go}
          onLock={lock}
        />
        <div className="shell-main">
          <ShellNotices
            ports={ports}
            kinds={withStore(state.notices, isKept)}
            open={openNotice}
            isLost={props.isLost}
          />
          {untaken !== null && (
            <div className="shell-notices">
              <ScanNote untaken={untaken} catalogue={configuration.market.devices} isLocked={false} />
            </div>
          )}
          <HoldNotes holds={props.holds} />
          {(place === 'to-send' || place === 'day') && (
            <div className="shell-notices">
              <ExportBanner ports={lastResort} stops={stops} isManager={operator.roles.includes('manager')} />
            </div>
          )}
          <main className="shell-place" ref={main} {...(scrolls ? { tabIndex: 0 } : {})}>
            {place === 'register' && (
              <div className="register-place">
                <HoldBar
                  holds={props.holds}
                  operatorId={operator.operatorId}
                  operators={state.operators}
                  timeZone={store.timeZone}
                />
                <Counter
                  session={session}
                  ports={counterPorts}
                  takeScans={takeScans}
                  takeDocuments={scanner.takeDocuments}
                  onOpenRecord={(id) => {
                    setOpenRecord(id)
                    setPlace('to-send')
                  }}
                  place={{
                    market: configuration.market,
                    realm,
                    operatorId: operator.operatorId,
                    operatorName: operator.name,
                    terminalId: configuration.terminalId,
                    timeZone: store.timeZone,
                    storeName: store.name,
                    channel: store.channel,
                    isClosed,
                    printing: {
                      afterSaving: props.settings.printing.afterSaving,
                      hasKey: props.settings.singleKeyShortcuts,
                    },
                  }}
                />
              </div>
            )}
            {place === 'returns' && (
              <Returns
                session={props.returns}
                ports={tillRecords}
                takeScans={takeScans}
                place={{ timeZone: store.timeZone, devices: configuration.market.devices, isClosed }}
              />
            )}
            {place === 'service' && (
              <Service
                session={props.service}
                ports={tillRecords}
                takeScans={takeScans}
                onRegister={() => {
                  go('register')
                }}
                hasKeys={props.settings.singleKeyShortcuts}
                place={{ timeZone: store.timeZone, market: configuration.market, isClosed }}
              />
            )}
            {place === 'to-send' && (
              <ToSend
                ports={queue}
                takeScans={takeScans}
                open={openRecord}
                place={{
                  market: configuration.market,
                  timeZone: store.timeZone,
                  operators: state.operators,
                  isStopped,
                  isClosed,
                  lost,
                }}
              />
            )}
            {place === 'day' && (
              <Day
                ports={day}
                onGo={setPlace}
                place={{
                  timeZone: store.timeZone,
                  storeName: store.name,
                  terminalName: configuration.terminalName,
                  stops,
                  rulesIssuedAt: configuration.issuedAt,
                  goesOut: store.channel === 'sales-adviser',
                  isClockTrusted:
                    !state.notices.includes('clock-unverified') && !state.notices.includes('clock-wrong'),
                  disk: diskOf(state.notices),
                  isCustomerOpen: props.isCustomerOpen,
                  onHold: props.holds.others.length,
                  lost,
                }}
              />
            )}
            {place === 'settings' && (
              <SettingsPlace
                ports={ports}
                configuration={configuration}
                values={props.settings}
                onChange={props.onSettings}
                onLearnScanner={scanner.learn}
                isManager={operator.roles.includes('manager')}
              >
                <BadgeCard ports={ports} />
                <LockedPeople ports={ports} operators={state.operators} operator={operator} />
              </SettingsPlace>
            )}
            {place === 'help' && <Help />}
          </main>
        </div>
      </div>
    </CameraContext>
  )
}

function diskOf(notices: readonly NoticeKind[]): 'ok' | 'low' | 'full' {
  if (notices.includes('disk-full')) return 'full'
  return notices.includes('low-disk') ? 'low' : 'ok'
}
