import { useEffect, useRef } from 'react'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button } from '#renderer/ui/button.tsx'
import type { Counter } from './use-counter.ts'

const KEY = 'c'

/** The customer is plainly above the challenge age: one press, or one key outside of fields (R2). */
export function ClearlyOver(props: { counter: Counter; years: number; hasKey: boolean }) {
  const { t } = useTexts()
  const { counter, years, hasKey } = props
  const isBusy = counter.state.saving !== null
  const press = useRef(() => {})
  useEffect(() => {
    press.current = () => {
      if (!isBusy) void counter.checkAge({ method: 'clearly-over' })
    }
  })
  useEffect(() => {
    if (!hasKey) return undefined
    const onKeyDown = (event: KeyboardEvent) => {
      const isCommand = event.ctrlKey || event.altKey || event.metaKey
      if (isCommand || event.isComposing || event.repeat || event.key.toLowerCase() !== KEY) return
      if (event.target instanceof Element && event.target.closest('input, select, textarea') !== null) return
      press.current()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [hasKey])
  return (
    <Button
      isDisabled={isBusy}
      {...(hasKey ? { shortcut: KEY.toUpperCase() } : {})}
      onPress={() => {
        press.current()
      }}
    >
      {t('counter.age.clearlyOver', { years })}
    </Button>
  )
}
