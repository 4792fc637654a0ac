import { useState } from 'react'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import type { Counter } from './use-counter.ts'

/** Lets a machine read the document where the market allows it, and says what came of it, without an age or a date [T1]. */
export function DocumentReading({ counter }: { counter: Counter }) {
  const { t } = useTexts()
  const { state, policy } = counter
  const { documentWord, reading, answers } = state
  const kind = answers.document
  if (documentWord !== null && policy.machineReading === 'off') return <DocumentSaid counter={counter} />
  if (policy.machineReading === 'off') return null
  if (reading !== null && reading.birthDate !== null && kind !== null && kind !== 'none')
    return (
      <Banner tone="ok" title={t('counter.document.read', { document: t(`counter.age.documents.${kind}`) })}>
        {t('counter.document.comparePhoto')}
      </Banner>
    )
  const isOpen = policy.machineReading === 'on' || state.isReadingAgreed
  return (
    <>
      <DocumentSaid counter={counter} />
      {isOpen ? (
        <TypedZone counter={counter} />
      ) : (
        <Button
          icon="scan"
          onPress={() => {
            counter.dispatch({ kind: 'reading-agreed' })
          }}
        >
          {t('counter.document.agree')}
        </Button>
      )}
    </>
  )
}

function DocumentSaid({ counter }: { counter: Counter }) {
  const { t } = useTexts()
  const { documentWord } = counter.state
  if (documentWord === null) return null
  return (
    <Banner tone="wait" title={t(`counter.document.said.${documentWord}.title`)}>
      {t(`counter.document.said.${documentWord}.text`)}
    </Banner>
  )
}

/** The lines by hand or from a clipboard, for as long as they are typed and no longer. */
function TypedZone({ counter }: { counter: Counter }) {
  const { t } = useTexts()
  const [lines, setLines] = useState('')
  const read = () => {
    setLines('')
    counter.readDocument(lines)
  }
  return (
    <>
      {counter.state.documentWord === null && <p className="note">{t('counter.document.ready')}</p>}
      <div className="device-typed">
        <TextField
          label={t('counter.document.typed')}
          isCode
          maxLength={4096}
          value={lines}
          onChange={setLines}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || lines === '') return
            event.stopPropagation()
            event.preventDefault()
            read()
          }}
        />
        <Button isDisabled={lines === ''} onPress={read}>
          {t('counter.document.action')}
        </Button>
      </div>
    </>
  )
}
