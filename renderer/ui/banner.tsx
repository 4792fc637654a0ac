import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import './banner.css'

export interface BannerProps {
  readonly tone: 'wait' | 'stop' | 'ok'
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
}

/** Something to know or to do. It takes its own place in the page and covers nothing. */
export function Banner({ tone, title, children, action }: BannerProps) {
  return (
    <div className={`banner banner-${tone}`} role={tone === 'stop' ? 'alert' : 'status'}>
      <Icon name={tone === 'ok' ? 'done' : tone === 'stop' ? 'stop' : 'warning'} />
      <div className="banner-words">
        <strong>{title}</strong>
        {children !== undefined && <div>{children}</div>}
      </div>
      {action}
    </div>
  )
}
