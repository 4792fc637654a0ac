import { useTexts } from '#renderer/i18n/use-texts.ts'
import { codeWords } from '../../code-words.ts'
import { CodeEntry } from '../code-entry.tsx'
import { failedPartOf, withFailed } from './failed-part.ts'
import { type CodeName, takeCode, type GuaranteePlace } from './guarantee-operations.ts'
import { type CodeField, NO_DEVICE } from './guarantee-state.ts'
import type { Guarantee } from './use-guarantee.ts'

/** The faulty device, its part that failed, or the new one in its place [GD6] [GD15]. */
export function DeviceCode(props: { which: CodeName; guarantee: Guarantee; place: GuaranteePlace }) {
  const { t } = useTexts()
  const { which, guarantee, place } = props
  const { form } = guarantee.state
  const field = form[which]
  const { problem } = field
  const part = failedPartOf(form)
  const change = (next: Partial<typeof field>) => {
    guarantee.answer({ [which]: { ...field, ...next } })
  }
  return (
    <CodeEntry
      label={which === 'part' ? t(`guarantee.partCode.${part ?? 'holder'}`) : t(`guarantee.${which}`)}
      item={`${which}-device`}
      text={field.text}
      error={problem === null ? undefined : problemWords(problem, which, t)}
      device={field.device}
      onType={(text) => {
        change({ text, problem: null })
      }}
      onTake={() => {
        guarantee.answer(takeCode(form, which, { text: field.text, isScan: false, market: place.market }))
      }}
      onRemove={() => {
        change(NO_DEVICE)
        if (which === 'faulty') guarantee.answer(withFailed(form, null))
      }}
    />
  )
}

function problemWords(
  problem: NonNullable<CodeField['problem']>,
  which: CodeName,
  t: ReturnType<typeof useTexts>['t'],
): string {
  if (problem.kind === 'duplicate')
    return t(which === 'part' ? 'guarantee.duplicatePart' : 'guarantee.duplicate')
  return problem.kind === 'other-kind' ? t('guarantee.otherKind') : codeWords(problem, t)
}
