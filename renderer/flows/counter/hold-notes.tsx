import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { Button } from '#renderer/ui/button.tsx'
import type { HoldFailure, Holds } from './use-holds.ts'

const LOSSES = ['unreadable', 'newPin', 'dayOver'] as const
const ON_OPENING: ReadonlySet<HoldFailure> = new Set(['unreadable', 'for-others', 'gone', 'open-no-answer'])

/** What has to be said of customers on hold: what was found, what did not work, what is gone and why. */
export function HoldNotes({ holds }: { holds: Holds }) {
  const { t, number } = useTexts()
  const { list, failure, heard, hear } = holds
  const losses = LOSSES.filter((loss) => (list?.lost[loss] ?? 0) > (heard[loss] ?? 0))
  const saved = list?.alreadySaved ?? []
  const forOthers = list?.forOthers ?? 0
  const isForOthersSaid = forOthers > (heard['forOthers'] ?? 0)
  if (failure === null && losses.length === 0 && saved.length === 0 && !isForOthersSaid) return null
  return (
    <div className="shell-notices">
      {saved.map(({ draftId, what, sequence }) => (
        <Banner
          key={draftId}
          tone="ok"
          title={t('hold.alreadySaved.title', { number: number(sequence) })}
          action={
            <Button
              onPress={() => {
                void holds.acknowledge(draftId)
              }}
            >
              {t('hold.alreadySaved.action')}
            </Button>
          }
        >
          {t(`hold.alreadySaved.${what}`)}
        </Banner>
      ))}
      {failure !== null && (
        <Banner
          tone="stop"
          title={t(ON_OPENING.has(failure) ? 'hold.failed.openTitle' : 'hold.failed.title')}
          action={<Button onPress={holds.dismissFailure}>{t('hold.failed.action')}</Button>}
        >
          {t(`hold.failed.${failure}`)}
        </Banner>
      )}
      {losses.map((loss) => {
        const count = list?.lost[loss] ?? 0
        return (
          <Banner
            key={loss}
            tone="wait"
            title={t(`hold.lost.${loss}`, { count })}
            action={
              <Button
                onPress={() => {
                  hear(loss, count)
                }}
              >
                {t('hold.failed.action')}
              </Button>
            }
          >
            {t(`hold.lost.${loss}Text`)}
          </Banner>
        )
      })}
      {isForOthersSaid && (
        <Banner
          tone="wait"
          title={t('hold.forOthers', { count: forOthers })}
          action={
            <Button
              onPress={() => {
                hear('forOthers', forOthers)
              }}
            >
              {t('hold.failed.action')}
            </Button>
          }
        />
      )}
    </div>
  )
}
