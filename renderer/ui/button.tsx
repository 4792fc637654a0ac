import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import { Icon, type IconName } from './icon.tsx'
import { Kbd } from './kbd.tsx'
import './button.css'

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  readonly children: ReactNode
  readonly icon?: IconName
  /** The key that does the same, shown beside the words. */
  readonly shortcut?: string
  readonly tone?: 'plain' | 'quiet' | 'stop'
}

/** An action. 48 px high, so that a finger finds it. */
export function Button({ children, icon, shortcut, tone = 'plain', ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={`button button-${tone}`}>
      {icon !== undefined && <Icon name={icon} />}
      <span className="button-words">{children}</span>
      {shortcut !== undefined && <Kbd>{shortcut}</Kbd>}
    </AriaButton>
  )
}

/** The one action that a screen is for: 56 px, bottom right. Where it is disabled its words say why. */
export function PrimaryButton({ children, icon, shortcut, ...rest }: Omit<ButtonProps, 'tone'>) {
  return (
    <AriaButton {...rest} className="button button-primary">
      {icon !== undefined && <Icon name={icon} />}
      <span className="button-words">{children}</span>
      {shortcut !== undefined && <Kbd>{shortcut}</Kbd>}
    </AriaButton>
  )
}
