import { Label, Radio, RadioGroup } from 'react-aria-components'
import './choice-group.css'

export interface ChoiceGroupProps<Value extends string> {
  readonly label: string
  /** Null while nothing was chosen: no answer is ever preselected. */
  readonly value: Value | null
  readonly onChange: (value: Value) => void
  readonly choices: readonly { readonly value: Value; readonly label: string }[]
  readonly item?: string
  /** `beside`: label and answers on one line. */
  readonly layout?: 'row' | 'beside'
  readonly isLabelHidden?: boolean
  /** Said below the label. */
  readonly hint?: string
}

/** One answer of a few, each a target of its own. */
export function ChoiceGroup<Value extends string>(props: ChoiceGroupProps<Value>) {
  return (
    <RadioGroup
      className={props.layout === 'beside' ? 'choice-group choice-group-beside' : 'choice-group'}
      value={props.value}
      onChange={(value) => {
        const chosen = props.choices.find((choice) => choice.value === value)
        if (chosen !== undefined) props.onChange(chosen.value)
      }}
    >
      <Label className={props.isLabelHidden === true ? 'visually-hidden' : 'choice-label'}>
        {props.label}
        {props.hint !== undefined && <small className="note">{props.hint}</small>}
      </Label>
      <div className="choices" data-item={props.item}>
        {props.choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} className="choice">
            {choice.label}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
