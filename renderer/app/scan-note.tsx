import { useEffect, useState } from 'react'
import type { DeviceCatalogue } from '#shared/markets/device-catalogue.ts'
import { codeWords } from '../flows/code-words.ts'
import { readDeviceCode } from '../flows/read-device-code.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Banner } from '../ui/banner.tsx'
import type { Scanner } from './use-scanner.ts'

/**
 * Says what was scanned where nothing is made of it [W7]. It is asked after every screen below it had its turn.
 */
export function useUntaken({ scan, unheard }: Scanner): 'document' | { readonly text: string } | null {
  const [untaken, setUntaken] = useState<string | null>(null)
  useEffect(() => {
    setUntaken(scan === null || scan.taken.current ? null : scan.text)
  }, [scan])
  if (unheard !== null && unheard.number > (scan?.number ?? 0)) return 'document'
  return untaken === null ? null : { text: untaken }
}

/** In the words of what it is; the code itself is not shown. */
export function ScanNote(props: {
  untaken: NonNullable<ReturnType<typeof useUntaken>>
  catalogue: DeviceCatalogue
  isLocked: boolean
}) {
  const { t } = useTexts()
  const { untaken, catalogue, isLocked } = props
  const where = isLocked ? t('shell.scan.unlockFirst') : t('shell.scan.notHere')
  const what = () => {
    if (untaken === 'document') return t('shell.scan.document')
    const code = readDeviceCode(untaken.text, { catalogue, isScan: true })
    return code.ok ? t('shell.scan.device') : codeWords(code.failure, t)
  }
  return (
    <div role="status">
      <Banner tone="wait" title={what()}>
        {where}
      </Banner>
    </div>
  )
}
