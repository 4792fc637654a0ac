import type { DeviceCatalogue } from '#shared/markets/device-catalogue.ts'
import { codeWords } from '../flows/code-words.ts'
import { readDeviceCode } from '../flows/read-device-code.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Banner } from '../ui/banner.tsx'
import type { Untaken } from './use-scanner.ts'

/** Says what was scanned where nothing is made of it [W7]; the code itself is not shown. */
export function ScanNote(props: { untaken: Untaken; catalogue: DeviceCatalogue; isLocked: boolean }) {
  const { t } = useTexts()
  const { untaken, catalogue, isLocked } = props
  const where = () => {
    if (typeof untaken === 'string' && untaken !== 'document') return t(`shell.scan.badges.${untaken}`)
    return isLocked ? t('shell.scan.unlockFirst') : t('shell.scan.notHere')
  }
  const what = () => {
    if (untaken === 'document') return t('shell.scan.document')
    if (typeof untaken === 'string') return t('shell.scan.badge')
    const code = readDeviceCode(untaken.text, { catalogue, isScan: true })
    return code.ok ? t('shell.scan.device') : codeWords(code.failure, t)
  }
  return (
    <div role="status">
      <Banner tone="wait" title={what()}>
        {where()}
      </Banner>
    </div>
  )
}
