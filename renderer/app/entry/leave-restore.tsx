import { useState } from 'react'
import { useTexts } from '../../i18n/use-texts.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import type { AppPorts } from '../app-ports.ts'

/** Asks before what an unfinished restore did not take is given up (electron/mirror, MI11). */
export function LeaveRestore(props: {
  ports: Pick<AppPorts, 'call'>
  /** Records that were taken and wait to be sent. */
  unsent: number
  onLeft: () => void
  onBack: () => void
}) {
  const { t } = useTexts()
  const { ports, unsent, onLeft, onBack } = props
  const [hasFailed, setHasFailed] = useState(false)
  const [isWorking, setIsWorking] = useState(false)
  const leave = async () => {
    setIsWorking(true)
    const answer = await ports.call('restore.leave', {})
    setIsWorking(false)
    const isLeft = answer.ok && answer.value === 'left'
    setHasFailed(!isLeft)
    if (isLeft) onLeft()
  }
  return (
    <div className="entry-card">
      <Card isPage title={t('mirror.restore.leaving')}>
        <p>{t('mirror.restore.leavingText', { count: unsent })}</p>
        {hasFailed && (
          <Banner tone="stop" title={t('mirror.restore.notLeft')}>
            {t('mirror.restore.failures.failed')}
          </Banner>
        )}
        <Button
          tone="stop"
          isDisabled={isWorking}
          onPress={() => {
            void leave()
          }}
        >
          {t('mirror.restore.leaveNow')}
        </Button>
      </Card>
      <Button tone="quiet" isDisabled={isWorking} onPress={onBack}>
        {t('mirror.restore.stay')}
      </Button>
    </div>
  )
}
