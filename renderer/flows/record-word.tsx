import { useEffect, useState } from 'react'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { StatusPill } from '#renderer/ui/status-pill.tsx'
import type { RecordPort, RecordWord } from './record-port.ts'

const TONES = { saved: 'wait', sent: 'ok', 'no-effect': 'ok', 'needs-you': 'stop' } as const

/** How far a record is, live. What is only just saved is not sent. */
export function useRecordWord(ports: Pick<RecordPort, 'followRecord'>, operationId: OperationId): RecordWord {
  const [known, setKnown] = useState<{ id: OperationId; word: RecordWord } | null>(null)
  useEffect(
    () =>
      ports.followRecord(operationId, (word) => {
        setKnown({ id: operationId, word })
      }),
    [ports, operationId],
  )
  return known?.id === operationId ? known.word : 'saved'
}

/** One of the three words. What has no effect is sent all the same. */
export function RecordPill({ word }: { word: RecordWord }) {
  const { t } = useTexts()
  const words = {
    saved: t('records.saved'),
    sent: t('records.sent'),
    'no-effect': t('records.sent'),
    'needs-you': t('records.needsYou'),
  }
  return <StatusPill tone={TONES[word]}>{words[word]}</StatusPill>
}
