import type { useTexts } from '#renderer/i18n/use-texts.ts'
import type { DeviceCodeProblem } from './read-device-code.ts'

/** What is said of a code that is not taken. */
export function codeWords(
  problem: DeviceCodeProblem | { readonly kind: 'duplicate' | 'too-many' | 'closed' },
  t: ReturnType<typeof useTexts>['t'],
): string {
  if (problem.kind === 'refused') return t(`counter.devices.refused.${problem.what}`)
  if (problem.kind !== 'length') return t(`counter.devices.errors.${problem.kind}`)
  return t('counter.devices.errors.length', { length: problem.length, count: problem.count })
}
