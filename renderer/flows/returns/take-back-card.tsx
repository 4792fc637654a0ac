import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { ChoiceGroup } from '#renderer/ui/choice-group.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { readCount, takeBackOperation } from './returns-operations.ts'
import type { Returning } from './use-returns.ts'

/** Used devices and batteries are no household waste: they are taken back free of charge (R29). */
export function TakeBackCard({ returning }: { returning: Returning }) {
  const { t } = useTexts()
  const { state, dispatch } = returning
  const isWrong = state.countText !== '' && readCount(state.countText) === null
  return (
    <Card
      title={t('returns.takeBack.title')}
      footer={
        <Button
          isDisabled={takeBackOperation(state) === null || state.saving !== null}
          onPress={() => {
            void returning.saveTakeBack()
          }}
        >
          {state.saving === 'take-back' ? t('returns.saving') : t('returns.takeBack.save')}
        </Button>
      }
    >
      <p className="note">{t('returns.takeBack.text')}</p>
      <ChoiceGroup
        label={t('returns.takeBack.kind')}
        value={state.takeBackKind}
        choices={[
          { value: 'device', label: t('returns.takeBack.device') },
          { value: 'battery', label: t('returns.takeBack.battery') },
        ]}
        onChange={(takeBackKind) => {
          dispatch({ kind: 'take-back-kind', takeBackKind })
        }}
      />
      <TextField
        label={t('returns.takeBack.count')}
        inputMode="numeric"
        maxLength={4}
        value={state.countText}
        error={isWrong ? t('returns.takeBack.countWrong') : undefined}
        onChange={(text) => {
          dispatch({ kind: 'count-typed', text })
        }}
      />
    </Card>
  )
}
