import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'

/** Another way for the same person. */
export interface Other {
  readonly words: string
  readonly onPress: () => void
}

/** Below a card of one person: another way for them, where there is one, and the way back to everybody. */
export function WaysOut(props: { other?: Other | undefined; isDisabled?: boolean; onBack: () => void }) {
  const { t } = useTexts()
  const { other, isDisabled = false } = props
  return (
    <div className="entry-ways-out">
      {other !== undefined && (
        <Button tone="quiet" isDisabled={isDisabled} onPress={other.onPress}>
          {other.words}
        </Button>
      )}
      <Button tone="quiet" isDisabled={isDisabled} onPress={props.onBack}>
        {t('entry.unlock.other')}
      </Button>
    </div>
  )
}
