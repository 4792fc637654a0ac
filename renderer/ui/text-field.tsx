import type { KeyboardEvent, ReactNode } from 'react'
import { FieldError, Input, Label, Text, TextField as AriaTextField } from 'react-aria-components'
import { Icon } from './icon.tsx'
import './field.css'

export interface TextFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onBlur?: () => void
  readonly onKeyDown?: (event: KeyboardEvent) => void
  /** Said at the label's end, such as 'optional'. */
  readonly aside?: string | undefined
  readonly hint?: ReactNode
  /** What is wrong and what to do, in words; tied to the field for screen readers. */
  readonly error?: string | undefined
  readonly placeholder?: string
  readonly type?: 'text' | 'email' | 'tel' | 'url'
  readonly inputMode?: 'text' | 'numeric' | 'email' | 'tel' | 'url'
  readonly maxLength?: number
  readonly autoFocus?: boolean
  readonly isDisabled?: boolean
  readonly isCode?: boolean
  /** Names the open item that this field closes. */
  readonly item?: string
  readonly lang?: string
}

/** One line of text. What is wrong stands below the field and moves nothing else away. */
export function TextField(props: TextFieldProps) {
  const isInvalid = props.error !== undefined
  return (
    <AriaTextField
      className="field"
      value={props.value}
      onChange={props.onChange}
      isInvalid={isInvalid}
      validationBehavior="aria"
      type={props.type ?? 'text'}
      autoComplete="off"
      spellCheck="false"
      {...(props.inputMode === undefined ? {} : { inputMode: props.inputMode })}
      {...(props.maxLength === undefined ? {} : { maxLength: props.maxLength })}
      {...(props.onBlur === undefined ? {} : { onBlur: props.onBlur })}
      {...(props.isDisabled === undefined ? {} : { isDisabled: props.isDisabled })}
      {...(props.autoFocus === true ? { autoFocus: true } : {})}
    >
      <Label className="field-label">
        {props.label}
        {props.aside !== undefined && <em>{props.aside}</em>}
      </Label>
      <Input
        className={props.isCode === true ? 'field-box field-code' : 'field-box'}
        data-item={props.item}
        // On the input itself: on the field the library would keep every key from the screen around it.
        {...(props.onKeyDown === undefined ? {} : { onKeyDown: props.onKeyDown })}
        {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
        {...(props.lang === undefined ? {} : { lang: props.lang })}
      />
      {props.hint !== undefined && !isInvalid && (
        <Text slot="description" className="field-hint">
          {props.hint}
        </Text>
      )}
      <FieldError className="field-error">
        {isInvalid && (
          <>
            <Icon name="warning" />
            <span>{props.error}</span>
          </>
        )}
      </FieldError>
    </AriaTextField>
  )
}
