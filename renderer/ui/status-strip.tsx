import type { ReactNode } from 'react'
import './status-strip.css'

/** The line that is always there: where we are, whether all is sent, what time it is. */
export function StatusStrip(props: { label: string; start: ReactNode; end: ReactNode }) {
  return (
    <header className="status-strip" aria-label={props.label}>
      {props.start}
      <span className="status-strip-spring" />
      {props.end}
    </header>
  )
}
