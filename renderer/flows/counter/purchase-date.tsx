import { useState } from 'react'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { TextField } from '#renderer/ui/text-field.tsx'
import { readPurchase } from './read-purchase.ts'
import type { Counter } from './use-counter.ts'

/** When the devices were bought or received, where nothing was bought here today. What is wrong is said once it was left. */
export function PurchaseDate({ counter }: { counter: Counter }) {
  const { t } = useTexts()
  const { state, dispatch, today } = counter
  const [isLeft, setIsLeft] = useState(false)
  const { isAsked, date } = readPurchase(state, today)
  if (!isAsked) return null
  const isWrong = isLeft && !date.ok && state.purchaseText.trim() !== ''
  return (
    <TextField
      label={t('counter.devices.purchase')}
      item="purchase-date"
      inputMode="numeric"
      hint={t('counter.devices.purchaseHint')}
      value={state.purchaseText}
      error={
        !isWrong
          ? undefined
          : date.failure === 'in-future'
            ? t('counter.devices.purchaseFuture')
            : t('counter.devices.purchaseWrong')
      }
      onChange={(text) => {
        dispatch({ kind: 'purchase-typed', text })
      }}
      onBlur={() => {
        setIsLeft(true)
      }}
    />
  )
}
