import { useSyncExternalStore } from 'react'
import type { DeskConfiguration, NoticeKind } from '#shared/ipc/desk-state.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import type { QueueCounts } from '../../flows/to-send/to-send-ports.ts'
import { shortDay } from '../../i18n/times.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { StatusPill } from '../../ui/status-pill.tsx'
import { StatusStrip } from '../../ui/status-strip.tsx'
import type { AppPorts } from '../app-ports.ts'
import { useNow } from '../use-now.ts'

/** Which till, whether all is sent and since when not, and whether its clock can be believed. */
export function DeskStrip(props: {
  ports: AppPorts
  configuration: DeskConfiguration
  notices: readonly NoticeKind[]
  counts: QueueCounts | null
}) {
  const { t, time, language } = useTexts()
  const { ports, configuration, counts } = props
  const { timeZone, name } = configuration.store
  const nowMs = useNow(ports)
  const status = useSyncExternalStore(ports.sync.subscribe, ports.sync.getStatus)
  const isClockWrong = props.notices.includes('clock-wrong')
  const isClockKnown =
    status.lastContactAtMs !== null && !isClockWrong && !props.notices.includes('clock-unverified')
  return (
    <StatusStrip
      label={t('shell.label')}
      start={
        <>
          <b>{name}</b>
          <span>{configuration.terminalName}</span>
          <span role="status">
            <Connection connection={status.connection} counts={counts} timeZone={timeZone} />
          </span>
        </>
      }
      end={
        <>
          <span className={isClockKnown ? '' : 'tone-wait'}>
            {isClockKnown && status.lastContactAtMs !== null
              ? t('shell.clockTrusted', { time: time(status.lastContactAtMs, timeZone) })
              : isClockWrong
                ? t('shell.clockWrong')
                : t('shell.clockUnverified')}
          </span>
          <span>
            {shortDay({ instant: nowMs, timeZone, language })} · <b>{time(nowMs, timeZone)}</b>
          </span>
        </>
      }
    />
  )
}

function Connection(props: {
  connection: 'online' | 'offline' | 'unknown'
  counts: QueueCounts | null
  timeZone: string
}) {
  const { t, time } = useTexts()
  const count = props.counts?.waiting ?? 0
  const oldestAt = props.counts?.oldestWaitingAt ?? null
  const oldest = oldestAt === null ? '' : time(oldestAt, props.timeZone)
  switch (props.connection) {
    case 'online':
      return count === 0 ? (
        <StatusPill tone="ok">{t('shell.online')}</StatusPill>
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
