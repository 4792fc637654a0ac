import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Card } from '#renderer/ui/card.tsx'
import { StatusPill } from '#renderer/ui/status-pill.tsx'
import { useAsked } from '#renderer/ui/use-asked.ts'
import { type Battery, GO_LINES, type GoFacts, type GoLine, notReady } from '#shared/domain/ready-to-go.ts'
import type { DayPorts } from './day-ports.ts'

/** Before a field adviser goes out without a network: what the till takes along, and what is not as it should be. */
export function ReadyCard(props: {
  ports: Pick<DayPorts, 'battery' | 'printer'>
  facts: Omit<GoFacts, 'battery' | 'printer'>
  timeZone: string
}) {
  const { t, date } = useTexts()
  const { ports, timeZone } = props
  const { value: battery } = useAsked(ports.battery)
  const { value: printer } = useAsked(ports.printer)
  const facts = { ...props.facts, battery, printer }
  const wrong = notReady(facts)
  const words: Record<GoLine, string> = {
    mirror: mirrorWords(facts.mirror, t),
    waiting:
      facts.waiting === null ? t('day.ready.unknown') : t('day.ready.waiting', { count: facts.waiting }),
    clock: facts.isClockTrusted ? t('day.ready.clockChecked') : t('day.ready.clockUnchecked'),
    disk: t(`day.ready.disk.${facts.disk}`),
    battery: batteryWords(battery, t),
    printer: printer === null ? t('day.ready.unknown') : t(`day.ready.printer.${printer}`),
    rules: t('day.ready.rules', { date: date(facts.rulesIssuedAt, timeZone) }),
  }
  return (
    <Card title={t('day.ready.title')}>
      <p role="status">
        <b>{wrong.length === 0 ? t('day.ready.yes') : t('day.ready.no', { count: wrong.length })}</b>
      </p>
      <dl className="ready-lines">
        {GO_LINES.map((line) => (
          <div key={line}>
            <dt>{t(`day.ready.line.${line}`)}</dt>
            <dd>
              <StatusPill tone={wrong.includes(line) ? 'wait' : 'ok'}>{words[line]}</StatusPill>
            </dd>
          </div>
        ))}
      </dl>
      {wrong.includes('mirror') && <p className="note">{t('day.ready.mirrorNote')}</p>}
    </Card>
  )
}

function batteryWords(battery: Battery | null, t: ReturnType<typeof useTexts>['t']): string {
  if (battery === null) return t('day.ready.unknown')
  if (battery === 'unknown') return t('day.ready.look')
  const { percent } = battery
  return battery.isCharging ? t('day.ready.charging', { percent }) : t('day.ready.onBattery', { percent })
}

function mirrorWords(mirror: GoFacts['mirror'], t: ReturnType<typeof useTexts>['t']): string {
  if (mirror === null) return t('day.ready.unknown')
  if (mirror.kind !== 'following') return t(`day.ready.mirror.${mirror.kind}`)
  if (mirror.isSameDisk) return t('day.ready.mirror.sameDisk')
  return mirror.behind === 0
    ? t('day.ready.mirror.whole')
    : t('day.ready.mirror.behind', { count: mirror.behind })
}
