import { useTexts } from '#renderer/i18n/use-texts.ts'
import type { CounterPorts } from './counter-ports.ts'
import type { Done } from './counter-state.ts'
import { useRecordWord } from '../record-word.tsx'

/** What happens next with a record, in words that are true of it as it is now. */
export function useNextWords(done: Done, ports: CounterPorts): string {
  const { t } = useTexts()
  const last = done.amended.at(-1)
  const own = useRecordWord(ports, done.operationId)
  const word = useRecordWord(ports, last?.operationId ?? done.operationId)
  if (last?.kind === 'void') {
    return {
      saved: t('counter.done.void.saved'),
      sent: t('counter.done.void.sent'),
      'no-effect': t('counter.done.void.noEffect'),
      'needs-you': t('counter.done.void.needsYou'),
    }[word]
  }
  if (own === 'needs-you' || word === 'needs-you') return t('counter.done.needsYou')
  if (word === 'saved') return t('counter.done.goes')
  if (own === 'no-effect') return t('records.noEffect')
  if (word === 'no-effect') return t('counter.done.correctionNoEffect')
  if (last !== undefined) return t('counter.done.corrected')
  if (done.what === 'sale') return t('counter.done.saleSettled')
  return done.claim === 'existing' ? t('counter.done.settledExisting') : t('counter.done.settled')
}
