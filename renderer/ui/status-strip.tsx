import type { ReactNode } from 'react'
import './status-strip.css'

/** The line that is always there: where we are, whether all is sent, what time it is. */
export function StatusStrip(props: {
  label: string
  /** Said above all else, such as that nothing here is real. */
  above?: string | undefined
  start: ReactNode
  end: ReactNode
}) {
  return (
    <header className="status-head" aria-label={props.label}>
      {props.above !== undefined && <p className="practice-ribbon">{props.above}</p>}
      <div className="status-strip">
        {props.start}
        <span className="status-strip-spring" />
        {props.end}
      </div>
    </header>
  )
}
