import type { ReactNode } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import './choice-cards.css'

export interface ChoiceCardsProps<Value extends string> {
  readonly label: string
  /** Null while nothing was chosen: no answer is ever preselected. */
  readonly value: Value | null
  readonly onChange: (value: Value) => void
  readonly choices: readonly { readonly value: Value; readonly title: string; readonly text: string }[]
  /** Takes the focus when it appears, without choosing anything. */
  readonly autoFocus?: boolean
  /** What the chosen one still needs; it stands below it. */
  readonly children?: ReactNode
}

/** One way out of a few, each with a sentence that says what it does. */
export function ChoiceCards<Value extends string>(props: ChoiceCardsProps<Value>) {
  const chosenAt = props.choices.findIndex(({ value }) => value === props.value)
  return (
    <div className="choice-cards">
      <Group {...props} />
      {/* Beside the group and not in it: the group would take the arrow keys of what is typed here. */}
      {chosenAt >= 0 && (
        <div className="choice-needs" style={{ order: 2 * chosenAt + 1 }}>
          {props.children}
        </div>
      )}
    </div>
  )
}

function Group<Value extends string>(props: ChoiceCardsProps<Value>) {
  return (
    <RadioGroup
      className="choice-cards-group"
      value={props.value}
      onChange={(value) => {
        const chosen = props.choices.find((choice) => choice.value === value)
        if (chosen !== undefined) props.onChange(chosen.value)
      }}
    >
      <Label className="visually-hidden">{props.label}</Label>
      {props.choices.map(({ value, title, text }, index) => (
        <Radio
          key={value}
          value={value}
          className="choice-card"
          style={{ order: 2 * index }}
          {...(props.autoFocus === true && index === 0 ? { autoFocus: true } : {})}
        >
          <b>{title}</b>
          <span>{text}</span>
        </Radio>
      ))}
    </RadioGroup>
  )
}
