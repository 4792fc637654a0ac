import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { Icon, type IconName } from './icon.tsx'
import './rail.css'

export interface RailEntry<Place extends string> {
  readonly place: Place
  readonly label: string
  readonly icon: IconName
  /** A count worth seeing from anywhere, with its words for who cannot see it. */
  readonly badge?:
    | { readonly count: number; readonly words: string; readonly tone: 'wait' | 'stop' }
    | undefined
}

/** Where one can go; below it, who is at work. */
export function Rail<Place extends string>(props: {
  readonly label: string
  readonly entries: readonly RailEntry<Place>[]
  readonly place: Place
  readonly onGo: (place: Place) => void
  readonly children: ReactNode
}) {
  return (
    <nav className="rail" aria-label={props.label}>
      {props.entries.map((entry) => (
        <AriaButton
          key={entry.place}
          className="rail-entry"
          {...(entry.place === props.place ? { 'aria-current': 'page' as const } : {})}
          onPress={() => {
            props.onGo(entry.place)
          }}
        >
          <Icon name={entry.icon} />
          <span>{entry.label}</span>
          {entry.badge !== undefined && (
            <span className={`rail-badge rail-badge-${entry.badge.tone}`}>
              <span aria-hidden="true">{entry.badge.count > 99 ? '99+' : entry.badge.count}</span>
              <span className="visually-hidden">{entry.badge.words}</span>
            </span>
          )}
        </AriaButton>
      ))}
      <div className="rail-end">{props.children}</div>
    </nav>
  )
}
