import { useState } from 'react'
import type { FoundMirrorAnswer } from '#shared/ipc/mirror-methods.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button, PrimaryButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import type { AppPorts } from '../app-ports.ts'

type Failure =
  | 'none'
  | 'several'
  | 'unreadable'
  | 'not-found'
  | 'differs'
  | 'failed'
  | 'no-space'
  | 'no-reply'
type Found = Extract<FoundMirrorAnswer, { kind: 'found' }>

/** A till in the place of a dead one: its mirror is looked at, then taken over (electron/mirror, MI10). */
export function RestoreCard(props: {
  ports: Pick<AppPorts, 'call'>
  isUnfinished: boolean
  /** Everything was taken over, or what is known of it changed. */
  onChange: () => void
  onBack: (() => void) | null
}) {
  const { t, date, time } = useTexts()
  const { ports, isUnfinished, onChange, onBack } = props
  const [found, setFound] = useState<Found | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isWorking, setIsWorking] = useState(false)
  const find = async () => {
    setIsWorking(true)
    setFailure(null)
    setFound(null)
    const answer = await ports.call('restore.find', {})
    setIsWorking(false)
    if (!answer.ok) setFailure('no-reply')
    else if (answer.value.kind === 'found') setFound(answer.value)
    else if (answer.value.kind === 'failed') setFailure(answer.value.reason)
  }
  const run = async () => {
    setIsWorking(true)
    setFailure(null)
    const answer = await ports.call('restore.run', {})
    setIsWorking(false)
    if (!answer.ok) setFailure('no-reply')
    else if (answer.value !== 'restored') setFailure(answer.value)
    onChange()
  }
  return (
    <div className="entry-card">
      <Card isPage title={t('mirror.restore.title')}>
        <p>{t('mirror.restore.text')}</p>
        {isUnfinished && (
          <Banner tone="stop" title={t('mirror.restore.unfinished')}>
            {t('mirror.restore.unfinishedText')}
          </Banner>
        )}
        {failure !== null && (
          <Banner tone="stop" title={t('mirror.restore.nothingTaken')}>
            {t(`mirror.restore.failures.${failure}`)}
          </Banner>
        )}
        {found !== null && (
          <Banner
            tone={found.damaged === 0 ? 'ok' : 'wait'}
            title={t('mirror.restore.found', {
              count: found.records,
              time:
                found.lastSavedAt === null
                  ? '–'
                  : `${time(found.lastSavedAt, ownZone())}, ${date(found.lastSavedAt, ownZone())}`,
            })}
          >
            {found.damaged === 0
              ? t('mirror.restore.whole')
              : t('mirror.restore.damaged', { count: found.damaged })}
          </Banner>
        )}
        {found === null ? (
          <PrimaryButton
            isDisabled={isWorking}
            onPress={() => {
              void find()
            }}
          >
            {t('mirror.restore.find')}
          </PrimaryButton>
        ) : (
          <PrimaryButton
            isDisabled={isWorking}
            onPress={() => {
              void run()
            }}
          >
            {isWorking ? t('mirror.restore.running') : t('mirror.restore.run')}
          </PrimaryButton>
        )}
      </Card>
      {onBack !== null && (
        <Button tone="quiet" isDisabled={isWorking} onPress={onBack}>
          {t('mirror.restore.back')}
        </Button>
      )}
    </div>
  )
}

/** The store is not known before the till is set up: the time is that of this computer. */
function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}
