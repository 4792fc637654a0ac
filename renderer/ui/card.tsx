import { useId, type ReactNode } from 'react'
import { Icon } from './icon.tsx'
import './card.css'

export interface CardProps {
  readonly title: string
  /** The step's number; a tick takes its place once the step is done. */
  readonly step?: number
  readonly state?: 'plain' | 'active' | 'done'
  readonly children: ReactNode
  /** Stays at the bottom while the body scrolls. */
  readonly footer?: ReactNode
  readonly isFooterStacked?: boolean
}

/** One step of a screen, or one group of facts. */
export function Card({ title, step, state = 'plain', children, footer, isFooterStacked = false }: CardProps) {
  const id = useId()
  return (
    <section className={`card card-${state}`} aria-labelledby={id}>
      <header className="card-head">
        {step !== undefined && (
          <span className="card-step" aria-hidden="true">
            {state === 'done' ? <Icon name="check" /> : step}
          </span>
        )}
        <h2 id={id}>{title}</h2>
      </header>
      <div className="card-body">{children}</div>
      {footer !== undefined && (
        <footer className={isFooterStacked ? 'card-foot card-foot-stack' : 'card-foot'}>{footer}</footer>
      )}
    </section>
  )
}
