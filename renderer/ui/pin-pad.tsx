import { useRef, type KeyboardEvent } from 'react'
import { Button as AriaButton, Input, Label, TextField as AriaTextField } from 'react-aria-components'
import { Icon } from './icon.tsx'
import './pin-pad.css'

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const
const MAX_DIGITS = 12

export interface PinPadProps {
  readonly label: string
  readonly eraseLabel: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** Enter in the field. */
  readonly onDone: () => void
  readonly isDisabled?: boolean
  readonly autoFocus?: boolean
}

/**
 * Digits by keyboard or by touch. However many were typed, one to six look the same (C15): the row of marks only
 * says that something was typed.
 */
export function PinPad(props: PinPadProps) {
  const input = useRef<HTMLInputElement>(null)
  const isDisabled = props.isDisabled === true
  const put = (value: string) => {
    props.onChange(value.replaceAll(/\D/g, '').slice(0, MAX_DIGITS))
  }
  const press = (value: string) => {
    put(value)
    input.current?.focus()
  }
  return (
    <div className="pin-pad">
      <AriaTextField
        className="pin-field"
        value={props.value}
        onChange={put}
        isDisabled={isDisabled}
        autoComplete="off"
        inputMode="none"
        autoFocus={props.autoFocus === true}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key === 'Enter') props.onDone()
        }}
      >
        <Label className="pin-label">{props.label}</Label>
        <div className={props.value === '' ? 'pin-box' : 'pin-box pin-box-typed'}>
          <Input ref={input} className="pin-input" type="password" />
          <span className="pin-marks" aria-hidden="true">
            {Array.from({ length: 6 }, (_, index) => (
              <i key={index} />
            ))}
          </span>
        </div>
      </AriaTextField>
      <div className="pin-keys">
        {DIGITS.map((digit) => (
          <PinKey key={digit} isDisabled={isDisabled} onPress={() => press(props.value + digit)}>
            {digit}
          </PinKey>
        ))}
        <span />
        <PinKey isDisabled={isDisabled} onPress={() => press(props.value + '0')}>
          0
        </PinKey>
        <AriaButton
          className="pin-key"
          aria-label={props.eraseLabel}
          isDisabled={isDisabled}
          excludeFromTabOrder
          onPress={() => press('')}
        >
          <Icon name="backspace" />
        </AriaButton>
      </div>
    </div>
  )
}

function PinKey(props: { children: string; isDisabled: boolean; onPress: () => void }) {
  return (
    <AriaButton className="pin-key" isDisabled={props.isDisabled} excludeFromTabOrder onPress={props.onPress}>
      {props.children}
    </AriaButton>
  )
}
