import { memo, useSyncExternalStore } from 'react'
import type { DeskConfiguration } from '#shared/ipc/desk-state.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import type { QueueCounts } from '../../flows/to-send/to-send-ports.ts'
import { shortDay } from '../../i18n/times.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { StatusPill } from '../../ui/status-pill.tsx'
import { StatusStrip } from '../../ui/status-strip.tsx'
import type { AppPorts } from '../app-ports.ts'
import { NoticePills, type QuietNotice } from '../notices.tsx'
import { useNow } from '../use-now.ts'

/** Which till, whether all is sent and since when not, and whether its clock can be believed. */
export const DeskStrip = memo(function DeskStrip(props: {
  ports: AppPorts
  configuration: DeskConfiguration
  counts: QueueCounts | null
  quiet: readonly QuietNotice[]
  isClockWrong: boolean
  /** What waits does not go, however good the connection is. */
  isStopped: boolean
  openNotice: QuietNotice | null
  onNotice: (kind: QuietNotice | null) => void
}) {
  const { t, time, language } = useTexts()
  const { ports, configuration, counts } = props
  const { timeZone, name } = configuration.store
  const nowMs = useNow(ports)
  const status = useSyncExternalStore(ports.sync.subscribe, ports.sync.getStatus)
  const isClockSaid = props.quiet.includes('clock-unverified')
  const { isClockWrong, isStopped } = props
  return (
    <StatusStrip
      label={t('shell.label')}
      above={configuration.realm === 'practice' ? t('shell.practice') : undefined}
      start={
        <>
          <b>{name}</b>
          <span className="strip-till">{configuration.terminalName}</span>
          <span role="status">
            <Connection {...{ counts, timeZone, isStopped }} connection={status.connection} />
          </span>
        </>
      }
      end={
        <>
          <NoticePills kinds={props.quiet} open={props.openNotice} onOpen={props.onNotice} />
          {!isClockSaid && (
            <span className={status.lastContactAtMs === null || isClockWrong ? 'tone-wait' : 'strip-clock'}>
              {isClockWrong
                ? t('shell.clockWrong')
                : status.lastContactAtMs === null
                  ? t('shell.clockUnverified')
                  : t('shell.clockTrusted', { time: time(status.lastContactAtMs, timeZone) })}
            </span>
          )}
          <span className="strip-now">
            {shortDay({ instant: nowMs, timeZone, language })} · <b>{time(nowMs, timeZone)}</b>
          </span>
        </>
      }
    />
  )
})

function Connection(props: {
  connection: 'online' | 'offline' | 'unknown'
  counts: QueueCounts | null
  timeZone: string
  isStopped: boolean
}) {
  const { t, time } = useTexts()
  const count = props.counts?.waiting ?? 0
  const needsYou = props.counts?.needsYou ?? 0
  const oldestAt = props.counts?.oldestWaitingAt ?? null
  const oldest = oldestAt === null ? '' : time(oldestAt, props.timeZone)
  switch (props.connection) {
    case 'online':
      // What needs a person is not sent: it is not settled.
      return count === 0 && needsYou > 0 ? (
        <StatusPill tone="stop">{t('shell.onlineNeedsYou', { count: needsYou })}</StatusPill>
      ) : count === 0 ? (
        <StatusPill tone="ok">{t('shell.online')}</StatusPill>
      ) : props.isStopped ? (
        <StatusPill tone="stop">{t('shell.onlineStopped', { count })}</StatusPill>
      ) : (
        <StatusPill tone="ok">{t('shell.onlineSending', { count })}</StatusPill>
      )
    case 'offline':
      return (
        <StatusPill tone="wait">
          {count === 0 ? t('shell.offlineNone') : t('shell.offlineWaiting', { count, oldest })}
        </StatusPill>
      )
    case 'unknown':
      return (
        <StatusPill tone="neutral">
          {count === 0 ? t('shell.connecting') : t('shell.connectingWaiting', { count, oldest })}
        </StatusPill>
      )
    default:
      return unreachable(props.connection)
  }
}
