import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button } from '#renderer/ui/button.tsx'
import { useSingleKeys } from '../use-single-keys.ts'
import type { Counter } from './use-counter.ts'

const KEY = 'c'

/** The customer is plainly above the challenge age: one press, or one key outside of fields (R2). */
export function ClearlyOver(props: { counter: Counter; years: number; hasKey: boolean }) {
  const { t } = useTexts()
  const { counter, years, hasKey } = props
  const isBusy = counter.state.saving !== null
  const press = () => {
    if (!isBusy) void counter.checkAge({ method: 'clearly-over' })
  }
  useSingleKeys({
    isOn: hasKey,
    onKey: (key) => {
      if (key.toLowerCase() === KEY) press()
    },
  })
  return (
    <Button isDisabled={isBusy} {...(hasKey ? { shortcut: KEY.toUpperCase() } : {})} onPress={press}>
      {t('counter.age.clearlyOver', { years })}
    </Button>
  )
}
