import { memo, type Dispatch } from 'react'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button } from '#renderer/ui/button.tsx'
import { ChoiceGroup } from '#renderer/ui/choice-group.tsx'
import { SelectField } from '#renderer/ui/select-field.tsx'
import type { AgeCheckPolicy } from '#shared/markets/age-check-policy.ts'
import type { CounterAction } from './counter-reducer.ts'
import type { DocumentAnswers } from './counter-state.ts'

/** What the operator says of the document that is shown. It stays as it is while something else of the form changes. */
export const ShownDocument = memo(function ShownDocument(props: {
  readonly answers: DocumentAnswers
  readonly documents: AgeCheckPolicy['documents']
  /** A machine has read the date of birth. */
  readonly isRead: boolean
  readonly dispatch: Dispatch<CounterAction>
}) {
  const { t } = useTexts()
  const { answers, documents, isRead, dispatch } = props
  const [usual] = documents
  const yesNo = [
    { value: 'yes', label: t('counter.age.yes') },
    { value: 'no', label: t('counter.age.no') },
  ] as const
  return (
    <>
      {usual !== undefined && !isRead && (
        <Button
          icon="document"
          onPress={() => {
            dispatch({
              kind: 'answered',
              answers: { document: usual.kind, documentState: 'valid', photo: 'matches' },
            })
            document.querySelector<HTMLElement>('[data-item="birth-date"]')?.focus()
          }}
        >
          {t('counter.age.oneAction', { document: t(`counter.age.documents.${usual.kind}`) })}
        </Button>
      )}
      <SelectField
        label={t('counter.age.document')}
        item="document"
        value={answers.document ?? 'none'}
        options={[
          { value: 'none', label: t('counter.age.choose') },
          ...documents.map(({ kind }) => ({ value: kind, label: t(`counter.age.documents.${kind}`) })),
        ]}
        onChange={(kind) => {
          dispatch({ kind: 'answered', answers: { document: kind === 'none' ? null : kind } })
        }}
      />
      <ChoiceGroup
        label={t('counter.age.photo')}
        item="photo"
        layout="beside"
        value={answers.photo === null ? null : answers.photo === 'matches' ? 'yes' : 'no'}
        choices={yesNo}
        onChange={(answer) => {
          dispatch({ kind: 'answered', answers: { photo: answer === 'yes' ? 'matches' : 'differs' } })
        }}
      />
      <ChoiceGroup
        label={t('counter.age.validity')}
        item="document-state"
        layout="beside"
        value={answers.documentState === null ? null : answers.documentState === 'valid' ? 'yes' : 'no'}
        choices={yesNo}
        onChange={(answer) => {
          dispatch({ kind: 'answered', answers: { documentState: answer === 'yes' ? 'valid' : 'expired' } })
        }}
      />
      {answers.document === 'mobile-id' && <p className="note">{t('counter.age.shownLive')}</p>}
    </>
  )
})
