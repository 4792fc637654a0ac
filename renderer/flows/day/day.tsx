import { type ReactNode, useMemo, useRef, useSyncExternalStore } from 'react'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { useAsked } from '#renderer/ui/use-asked.ts'
import { useScrolls } from '#renderer/ui/use-scrolls.ts'
import { dayFigures } from '#shared/domain/day-figures.ts'
import { dayDocument } from './day-document.ts'
import type { DayGoal, DayPlace, DayPorts } from './day-ports.ts'
import { HourBars } from './hour-bars.tsx'
import { LeaveCard } from './leave-card.tsx'
import { ReadyCard } from './ready-card.tsx'
import { useLeave } from './use-leave.ts'
import './day.css'

/** Whether the till may be left now, or exactly what is missing; and what the day was. */
export function Day(props: { ports: DayPorts; place: DayPlace; onGo: (goal: DayGoal) => void }) {
  const texts = useTexts()
  const { t, since } = texts
  const { ports, place } = props
  const { timeZone } = place
  const found = useLeave(ports, place)
  const { value: mirror } = useAsked(ports.mirror)
  const queue = useMemo(() => ports.queue(), [ports])
  const waiting = useSyncExternalStore(queue.subscribe, queue.getSnapshot)?.waiting ?? null
  const watched = useMemo(() => ports.records(), [ports])
  const records = useSyncExternalStore(watched.subscribe, watched.getSnapshot)
  if (found === null) return <p role="status">{t('day.looking')}</p>
  const { leave, nowMs, lastAnswerAtMs } = found
  const figures = records === null ? null : dayFigures({ records, timeZone, nowMs })
  const page = dayDocument({ leave, figures, nowMs }, texts, place)
  return (
    <section className="day" aria-label={page.title}>
      <h1>
        {page.title} <small>{page.subtitle}</small>
      </h1>
      <LeaveCard leave={leave} section={page.leave} moment={{ timeZone, nowMs }} onGo={props.onGo}>
        <p className="note">
          {lastAnswerAtMs === null
            ? t('day.neverAnswered')
            : t('day.lastAnswer', { time: since(lastAnswerAtMs, { timeZone, nowMs }) })}
        </p>
        <Button
          onPress={() => {
            ports.checkNow()
          }}
        >
          {t('day.checkNow')}
        </Button>
      </LeaveCard>
      <DaySide>
        {(place.goesOut || (mirror !== null && mirror.kind !== 'off')) && (
          <ReadyCard ports={ports} facts={{ ...place, mirror, waiting, nowMs }} timeZone={timeZone} />
        )}
        <Card title={page.figures.title}>
          {figures !== null && figures.saved === 0 ? (
            <EmptyState icon="day" title={t('day.figures.emptyTitle')}>
              {t('day.figures.emptyText')}
            </EmptyState>
          ) : (
            <>
              <HourBars hours={figures?.byHour ?? []} />
              <dl className="day-figures">
                {page.figures.lines.map(({ name, value }) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
              <p className="note">{t('day.figures.note')}</p>
            </>
          )}
        </Card>
      </DaySide>
    </section>
  )
}

/** A keyboard scrolls only what has the focus. */
function DaySide({ children }: { children: ReactNode }) {
  const side = useRef<HTMLDivElement>(null)
  const scrolls = useScrolls(side)
  return (
    <div className="day-side" ref={side} {...(scrolls ? { tabIndex: 0 } : {})}>
      {children}
    </div>
  )
}
