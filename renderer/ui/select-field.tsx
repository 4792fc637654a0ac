import { useId, useMemo } from 'react'
import { Icon } from './icon.tsx'
import './field.css'

export interface SelectFieldProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly item?: string
  readonly isLabelHidden?: boolean
}

/** One of a known list. The system's own list: it opens fast, is typed into, and needs no layer of ours above the counter. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const id = useId()
  const { options } = props
  const shown = useMemo(
    () =>
      options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      )),
    [options],
  )
  return (
    <div className="field">
      <label className={props.isLabelHidden === true ? 'visually-hidden' : 'field-label'} htmlFor={id}>
        {props.label}
      </label>
      <div className="select">
        <select
          id={id}
          className="field-box field-select"
          data-item={props.item}
          value={props.value}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value)
            if (chosen !== undefined) props.onChange(chosen.value)
          }}
        >
          {shown}
        </select>
        <Icon name="chevron" />
      </div>
    </div>
  )
}
