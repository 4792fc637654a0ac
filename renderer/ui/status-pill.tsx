import type { ReactNode } from 'react'
import './status-pill.css'

export type Tone = 'ok' | 'wait' | 'stop' | 'neutral'

/** A state: a shape, words, and only then a colour. */
export function StatusPill({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`status-pill tone-${tone}`}>
      <i aria-hidden="true" />
      <span>{children}</span>
    </span>
  )
}

/** The same without a box, for tables. */
export function StatusWord({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`status-word tone-${tone}`}>
      <i aria-hidden="true" />
      {children}
    </span>
  )
}
