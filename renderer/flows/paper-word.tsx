import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import type { PrintResult } from '#shared/domain/paper.ts'

/** What became of the paper of a record. */
export type PaperState = 'none' | 'printing' | PrintResult

/** What became of the paper. A printer never touches the record, and the words say so. */
export function PaperWord({ paper }: { paper: PaperState }) {
  const { t } = useTexts()
  if (paper === 'none' || paper === 'printing') return null
  if (paper.kind === 'failed') {
    return (
      <Banner tone="stop" title={t('printing.notPrinted')}>
        {t(`printing.failures.${paper.failure}`)} {t('printing.recordSafe')}
      </Banner>
    )
  }
  return paper.kind === 'printed' ? (
    <Banner tone="ok" title={t('printing.printed')}>
      {t('printing.printedText')}
    </Banner>
  ) : (
    <Banner tone="wait" title={t('printing.handedOver')}>
      {t('printing.handedOverText')}
    </Banner>
  )
}
