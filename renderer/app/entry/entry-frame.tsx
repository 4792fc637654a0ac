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
    <main className={props.practice === undefined ? 'entry' : 'entry entry-practice'}>
      {props.practice !== undefined && <p className="practice-ribbon">{props.practice}</p>}
      <header className="entry-brand">{props.brand}</header>
      <div className="entry-middle">
        <div className="entry-notices">{props.notices}</div>
        {props.children}
      </div>
    </main>
  )
}
