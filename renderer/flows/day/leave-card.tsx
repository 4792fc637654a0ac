import type { ReactNode } from 'react'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Icon } from '#renderer/ui/icon.tsx'
import type { MayLeave } from '#shared/domain/may-leave.ts'
import type { DaySection } from './day-document.ts'
import type { DayGoal } from './day-ports.ts'
import { missingWords } from './missing-words.ts'

/** The answer in words that are read from across the counter, then what is missing, line by line. */
export function LeaveCard(props: {
  leave: MayLeave
  section: DaySection
  moment: { readonly timeZone: string; readonly nowMs: number }
  onGo: (goal: DayGoal) => void
  children: ReactNode
}) {
  const texts = useTexts()
  const { t } = texts
  const { leave, section, moment, onGo } = props
  const may = leave.kind === 'may-leave'
  const goals = may ? [] : leave.missing.map((missing) => missingWords(missing, texts, moment).goal)
  return (
    <section className={`card leave ${may ? 'leave-may' : 'leave-not-yet'}`} aria-labelledby="leave-title">
      <header className="leave-head">
        <Icon name={may ? 'done' : 'open'} />
        <div role="status">
          <h2 id="leave-title">{section.title}</h2>
        </div>
      </header>
      <ul className="leave-lines">
        {section.lines.map(({ name, value }, index) => {
          const goal = goals[index] ?? null
          return (
            <li key={name}>
              <div>
                <b>{name}</b>
                <p>{value}</p>
              </div>
              {goal !== null && (
                <Button
                  onPress={() => {
                    onGo(goal)
                  }}
                >
                  {t(`day.go.${goal}`)}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      <footer className="leave-foot">{props.children}</footer>
    </section>
  )
}
