import type { ReactNode } from 'react'
import './entry.css'

/** The quiet page before work: one card in the middle, notices above it. */
export function EntryFrame(props: {
  brand: string
  notices: ReactNode
  practice?: string | undefined
  children: ReactNode
}) {
  return (
    <div className={props.practice === undefined ? 'entry' : 'entry entry-practice'}>
      <header className="entry-head">
        {props.practice !== undefined && <p className="practice-ribbon">{props.practice}</p>}
        <p className="entry-brand">{props.brand}</p>
      </header>
      <main className="entry-middle">
        <div className="entry-notices">{props.notices}</div>
        {props.children}
      </main>
    </div>
  )
}
