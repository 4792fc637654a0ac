import { useState } from 'react'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button } from '#renderer/ui/button.tsx'
import { SelectField } from '#renderer/ui/select-field.tsx'
import { languageOptions } from '../language-options.ts'
import { type PaperState, PaperWord } from '../paper-word.tsx'
import type { ServicePaper, ServicePlace, ServicePorts } from './service-ports.ts'

/** Paper of a saved record for the customer, in their language. */
export function PaperOfRecord(props: {
  paper: Omit<ServicePaper, 'language'>
  ports: ServicePorts
  place: ServicePlace
}) {
  const { t, language: screenLanguage } = useTexts()
  const { paper, ports, place } = props
  const languages = place.market.languages.customer
  const [language, setLanguage] = useState(languages[0] ?? 'en')
  const [state, setState] = useState<PaperState>('none')
  const print = () => {
    setState('printing')
    void ports.print({ ...paper, language }).then(setState)
  }
  return (
    <div className="service-record">
      <SelectField
        label={t('service.language')}
        value={language}
        options={languageOptions(languages, screenLanguage)}
        onChange={setLanguage}
      />
      <Button isDisabled={state === 'printing'} onPress={print}>
        {state === 'none'
          ? t('printing.print')
          : state === 'printing'
            ? t('printing.printing')
            : t('printing.again')}
      </Button>
      <PaperWord paper={state} />
    </div>
  )
}
