import { useTexts } from '#renderer/i18n/use-texts.ts'
import { codeWords } from '../../code-words.ts'
import { CodeEntry } from '../code-entry.tsx'
import { readCode, type GuaranteePlace } from './guarantee-operations.ts'
import { NO_DEVICE } from './guarantee-state.ts'
import type { Guarantee } from './use-guarantee.ts'

/** The faulty device, or the new one in its place [GD6]. */
export function DeviceCode(props: {
  which: 'faulty' | 'fresh'
  guarantee: Guarantee
  place: GuaranteePlace
}) {
  const { t } = useTexts()
  const { which, guarantee, place } = props
  const { form } = guarantee.state
  const field = form[which]
  const { problem } = field
  const other = which === 'faulty' ? form.fresh : form.faulty
  const change = (next: Partial<typeof field>) => {
    guarantee.answer({ [which]: { ...field, ...next } })
  }
  return (
    <CodeEntry
      label={t(`guarantee.${which}`)}
      item={`${which}-device`}
      text={field.text}
      error={
        problem === null
          ? undefined
          : problem.kind === 'duplicate'
            ? t('guarantee.duplicate')
            : codeWords(problem, t)
      }
      device={field.device}
      onType={(text) => {
        change({ text, problem: null })
      }}
      onTake={() => {
        change(readCode(field, { text: field.text, isScan: false, market: place.market, other }))
      }}
      onRemove={() => {
        change(NO_DEVICE)
      }}
    />
  )
}
