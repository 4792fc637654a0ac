import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button, PrimaryButton } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { deviceIdSchema } from '#shared/contracts/operations/registration.ts'
import { textIn } from '#shared/markets/market-text.ts'
import { RecordState } from '../record-state.tsx'
import { useRecordWord } from '../record-word.tsx'
import { SpentWords } from './loyalty/spent-words.tsx'
import { PaperOfRecord } from './paper-of-record.tsx'
import type { ServicePaper, ServicePlace, ServicePorts } from './service-ports.ts'
import type { Served } from './service-session.ts'
import { ClaimWords } from './transfer/claim-words.tsx'
import { turnOfNewOwner } from './transfer/turn-of-new-owner.ts'
import type { Serving } from './use-service.ts'

/** After saving: what is true of each record now. */
export function ServedView(props: { serving: Serving; ports: ServicePorts; place: ServicePlace }) {
  const { t } = useTexts()
  const { serving, ports, place } = props
  const [first] = serving.state.served
  if (first === undefined) return null
  const handover = turnOfNewOwner(serving.state)
  const { isFirstOwnerAway, device, kind } = serving.state
  const isClaim = first.what === 'device-added' && isFirstOwnerAway
  const { operationId } = first
  const paper: Omit<ServicePaper, 'language'> | null =
    isClaim && device !== null && kind !== null
      ? {
          operationId,
          content: { kind: 'device-added', device: { deviceId: deviceIdSchema.parse(device), kind } },
        }
      : null
  return (
    <div className="place-end">
      <Card isPage title={t(`records.type.${first.what}`)} state="done">
        {serving.state.served.map((served) => (
          <ServedRecord
            key={served.operationId}
            served={served}
            isClaim={isClaim}
            ports={ports}
            place={place}
          />
        ))}
        {paper !== null && <PaperOfRecord paper={paper} ports={ports} place={place} />}
      </Card>
      <div className="place-end-actions">
        {handover === null ? (
          <>
            <Button
              onPress={() => {
                serving.another('same')
              }}
            >
              {t('service.more')}
            </Button>
            <PrimaryButton
              autoFocus
              onPress={() => {
                serving.another('other')
              }}
            >
              {t('service.another')}
            </PrimaryButton>
          </>
        ) : (
          <>
            <p className="note">{t('transfer.closesFirst')}</p>
            <Button
              onPress={() => {
                serving.another('other')
              }}
            >
              {t('transfer.later')}
            </Button>
            <PrimaryButton
              autoFocus
              onPress={() => {
                serving.handOver(handover)
              }}
            >
              {t('transfer.toNewOwner')}
            </PrimaryButton>
          </>
        )}
      </div>
    </div>
  )
}

function ServedRecord(props: { served: Served; isClaim: boolean; ports: ServicePorts; place: ServicePlace }) {
  const { t, language } = useTexts()
  const { served, isClaim, ports, place } = props
  const word = useRecordWord(ports, served.operationId)
  const { what } = served
  const isLoyalty = what === 'loyalty-membership' || what === 'loyalty-redemption'
  const next = {
    saved: t('returns.done.goes'),
    sent: isLoyalty ? t('loyalty.done') : t(`service.done.${what}`),
    'no-effect': t('records.noEffect'),
    'needs-you': t('returns.done.needsYou'),
  }
  const offer = place.market.consents.find(({ purpose }) => purpose === served.purpose)
  const answers = { yes: t('counter.customer.consentYes'), no: t('counter.customer.consentNo') }
  return (
    <div className="service-record">
      {offer !== undefined && served.answer !== null && (
        <p>
          {textIn(offer.text, language)} <b>{answers[served.answer]}</b>
        </p>
      )}
      <RecordState word={word} record={served} timeZone={place.timeZone} />
      {what === 'loyalty-redemption' ? (
        <SpentWords served={served} word={word} ports={ports} place={place} />
      ) : isClaim && word === 'sent' ? (
        <ClaimWords served={served} ports={ports} place={place} />
      ) : (
        <p>{next[word]}</p>
      )}
      {isClaim && word === 'saved' && <p>{t('transfer.claimSaved')}</p>}
      {served.masked !== null && <p className="note">{served.masked}</p>}
    </div>
  )
}
