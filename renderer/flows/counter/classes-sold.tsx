import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Toggle } from '#renderer/ui/toggle.tsx'
import type { Counter } from './use-counter.ts'

const PRODUCT_CLASSES = ['device', 'consumable', 'accessory'] as const

/** What is sold where the customer does not register (R6). */
export function ClassesSold({ counter }: { counter: Counter }) {
  const { t } = useTexts()
  return (
    <fieldset className="sold">
      <legend className="field-label">{t('counter.age.sold')}</legend>
      {PRODUCT_CLASSES.map((productClass) => (
        <Toggle
          key={productClass}
          label={t(`counter.age.productClasses.${productClass}`)}
          isOn={counter.state.productClasses.includes(productClass)}
          onChange={() => {
            counter.dispatch({ kind: 'class-toggled', productClass })
          }}
        />
      ))}
    </fieldset>
  )
}
