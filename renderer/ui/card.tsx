import { useId, useRef, type ReactNode } from 'react'
import { Icon } from './icon.tsx'
import { useScrolls } from './use-scrolls.ts'
import './card.css'

export interface CardProps {
  readonly title: string
  /** The card is the page, so its title is the page's. */
  readonly isPage?: boolean
  /** Beside the title. */
  readonly aside?: ReactNode
  /** Names the card for the screen's own layout. */
  readonly area?: string
  /** The step's number; a tick takes its place once the step is done. */
  readonly step?: number
  readonly state?: 'plain' | 'active' | 'done'
  readonly children: ReactNode
  /** Stays at the bottom while the body scrolls. */
  readonly footer?: ReactNode
  readonly isFooterStacked?: boolean
}

/** One step of a screen, or one group of facts. */
export function Card(props: CardProps) {
  const { title, step, state = 'plain', children, footer, isFooterStacked = false } = props
  const id = useId()
  const body = useRef<HTMLDivElement>(null)
  const scrolls = useScrolls(body)
  const Heading = props.isPage === true ? 'h1' : 'h2'
  return (
    <section
      className={`card card-${state}${props.area === undefined ? '' : ` card-${props.area}`}`}
      aria-labelledby={id}
    >
      <header className="card-head">
        {step !== undefined && (
          <span className="card-step" aria-hidden="true">
            {state === 'done' ? <Icon name="check" /> : step}
          </span>
        )}
        <Heading id={id}>{title}</Heading>
        {props.aside}
      </header>
      {/* A keyboard scrolls only what has the focus. */}
      <div className="card-body" ref={body} {...(scrolls ? { tabIndex: 0 } : {})}>
        {children}
      </div>
      {footer !== undefined && (
        <footer className={isFooterStacked ? 'card-foot card-foot-stack' : 'card-foot'}>{footer}</footer>
      )}
    </section>
  )
}
