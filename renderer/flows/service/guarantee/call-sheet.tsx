import { useState } from 'react'
import { dayWords } from '#renderer/i18n/times.ts'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button } from '#renderer/ui/button.tsx'
import { QrCode } from '#renderer/ui/qr-code.tsx'
import { SelectField } from '#renderer/ui/select-field.tsx'
import { callCard } from '#shared/domain/call-card.ts'
import { formatDeviceId } from '#shared/domain/device-id.ts'
import { homeAgainFor } from '#shared/domain/home-again.ts'
import { formatPhoneNumber } from '#shared/domain/phone-number.ts'
import { shippingWindow } from '#shared/domain/shipping-window.ts'
import { shortHash } from '#shared/domain/slip.ts'
import { coveredEntry } from '#shared/domain/weigh-assistance.ts'
import { SCREEN_LANGUAGES, textIn } from '#shared/markets/market-text.ts'
import { languageOptions } from '../../language-options.ts'
import { type PaperState, PaperWord } from '../../paper-word.tsx'
import type { ServicePorts } from '../service-ports.ts'
import type { GuaranteePlace } from './guarantee-operations.ts'
import type { GuaranteeState } from './guarantee-state.ts'

/** What the customer has at hand for the call, on screen and on paper (R23 to R26). */
export function CallSheet(props: { state: GuaranteeState; ports: ServicePorts; place: GuaranteePlace }) {
  const { t, language: screenLanguage, number } = useTexts()
  // A traveller may read the desk's other language better than whoever works here.
  const [language, setLanguage] = useState(screenLanguage)
  const lng = language
  const { state, ports, place } = props
  const { form } = state
  const { abroad, faulty, fault } = form
  const { market, today } = place
  const { helpline, fallbackHelpline, coveredCountries, shipping } = market.assistance
  const [paper, setPaper] = useState<PaperState>('none')
  const record = state.saved.find(({ what }) => what === 'assistance-case')
  if (faulty.device === null || fault === null || record === undefined) return null
  const reference = t('assistance.reference', {
    number: number(record.sequence),
    hash: shortHash(record.hash),
    lng,
  })
  const facts = [
    { name: t('assistance.helpline', { lng }), value: formatPhoneNumber(helpline) },
    { name: t('assistance.fallback', { lng }), value: formatPhoneNumber(fallbackHelpline) },
    { name: t('assistance.device', { lng }), value: formatDeviceId(faulty.device) },
    { name: t('assistance.fault', { lng }), value: t(`guarantee.faults.${fault}`, { lng }) },
    {
      name: abroad.host.trim(),
      value: `${abroad.street.trim()}, ${`${abroad.postalCode.trim()} ${abroad.locality.trim()}`.trim()}`,
    },
  ]
  const ships = shippingWindow(today, { shipping, businessDays: market.businessDays })
  const days = {
    earliest: dayWords(ships.earliest, language),
    latest: dayWords(ships.latest, language),
    lng,
  }
  const entry = coveredEntry(market.country, { covered: coveredCountries, day: today })
  const home = homeAgainFor(abroad.residence, { entries: market.assistance.homeAgain, day: today })
  const notes = [
    `${t('assistance.callNext', { lng })} ${t('assistance.charges', { lng })}`,
    t(`assistance.ships.${ships.areHolidaysKnown ? 'business-days' : 'weekdays'}`, days),
    t(`assistance.replacedPart.${entry?.replacedPart ?? 'usually-kept'}`, { lng }),
    ...(home === null ? [] : [textIn(home.text, language)]),
  ]
  const print = () => {
    setPaper('printing')
    const lines = [
      { kind: 'text' as const, text: reference },
      ...facts.map((fact) => ({ kind: 'fact' as const, ...fact })),
      ...notes.map((text) => ({ kind: 'text' as const, text })),
    ]
    void ports
      .printPage({ language, title: t('assistance.sheet', { lng }), sections: [{ title: null, lines }] })
      .then(setPaper)
  }
  return (
    <div className="service-record">
      <div className="call-sheet" lang={language}>
        <dl className="guarantee-bases">
          {facts.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <figure>
          <QrCode
            label={t('assistance.qr', { lng })}
            text={callCard({
              name: t('assistance.sheet', { lng }),
              numbers: [helpline, fallbackHelpline],
              notes: [reference, t('assistance.charges', { lng })],
            })}
          />
          <figcaption>{t('assistance.qrText', { lng })}</figcaption>
        </figure>
      </div>
      {notes.map((note) => (
        <p key={note} className="note" lang={language}>
          {note}
        </p>
      ))}
      <div className="call-sheet-print">
        <SelectField
          label={t('assistance.sheetLanguage')}
          value={language}
          options={languageOptions(SCREEN_LANGUAGES, screenLanguage)}
          onChange={setLanguage}
        />
        <Button isDisabled={paper === 'printing'} onPress={print}>
          {t('assistance.sheetPrint')}
        </Button>
      </div>
      <PaperWord paper={paper} />
    </div>
  )
}
