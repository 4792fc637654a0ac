import { useTexts } from '#renderer/i18n/use-texts.ts'
import type { QueueCounts, ToSendPlace } from './to-send-ports.ts'

/** Four figures that answer 'may I leave?' at a glance. */
export function Figures({ counts, place }: { counts: QueueCounts | null; place: ToSendPlace }) {
  const { t, time, count } = useTexts()
  const number = (value: number | undefined) => (value === undefined ? '–' : count(value))
  const oldest = counts?.oldestWaitingAt ?? null
  const needsYou = counts === null ? undefined : counts.needsYou + place.lost
  const figures = [
    { key: 'waiting', value: number(counts?.waiting), label: t('toSend.waiting'), isAlarm: false },
    {
      key: 'needs',
      value: number(needsYou),
      label: t('toSend.needsYou', { count: needsYou ?? 0 }),
      isAlarm: (needsYou ?? 0) > 0,
    },
    { key: 'sent', value: number(counts?.sentToday), label: t('toSend.sentToday'), isAlarm: false },
    {
      key: 'oldest',
      value: oldest === null ? t('toSend.nothing') : time(oldest, place.timeZone),
      label: t('toSend.oldest'),
      isAlarm: false,
    },
  ]
  return (
    <dl className="figures">
      {figures.map((figure) => (
        <div key={figure.key} className="card figure">
          <dt>{figure.label}</dt>
          <dd className={figure.isAlarm ? 'tone-stop' : ''}>{figure.value}</dd>
        </div>
      ))}
    </dl>
  )
}
