import { ToggleButton } from 'react-aria-components'
import { Icon } from './icon.tsx'
import './toggle.css'

export interface ToggleProps {
  readonly label: string
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
  readonly item?: string
}

/** Something that is so or is not yet so; a tick and a colour, never a colour alone. */
export function Toggle(props: ToggleProps) {
  return (
    <ToggleButton className="toggle" isSelected={props.isOn} onChange={props.onChange} data-item={props.item}>
      <Icon name={props.isOn ? 'done' : 'open'} />
      <span>{props.label}</span>
    </ToggleButton>
  )
}
