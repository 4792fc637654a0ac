import { useTexts } from '#renderer/i18n/use-texts.ts'
import { ChoiceGroup } from '#renderer/ui/choice-group.tsx'
import { releaseReasonSchema } from '#shared/contracts/operations/device-released.ts'
import { linkRequestPayloadSchema } from '#shared/contracts/operations/link-request.ts'
import { ContactFields } from './account/contact-fields.tsx'
import { RemovalFields } from './account/removal-fields.tsx'
import { AddFields } from './add-fields.tsx'
import { ChoicesAgain } from './choices-again.tsx'
import { LoyaltyCard } from './loyalty/loyalty-card.tsx'
import { ServedDevice } from './served-device.tsx'
import type { ServicePlace, ServicePorts } from './service-ports.ts'
import { TransferFields } from './transfer/transfer-fields.tsx'
import type { Serving } from './use-service.ts'

/** What the chosen wish needs. */
export function WishFields(props: { serving: Serving; ports: ServicePorts; place: ServicePlace }) {
  const { t } = useTexts()
  const { serving, place } = props
  const { state, dispatch } = serving
  switch (state.wish) {
    case 'add':
      return (
        <>
          <ServedDevice serving={serving} place={place} />
          <AddFields serving={serving} />
          <p className="note">{t('service.boughtHere')}</p>
        </>
      )
    case 'release':
      return (
        <>
          <ServedDevice serving={serving} place={place} />
          <ChoiceGroup
            label={t('service.why')}
            value={state.reason}
            choices={releaseReasonSchema.options.map((value) => ({
              value,
              label: t(`service.reasons.${value}`),
            }))}
            onChange={(reason) => {
              dispatch({ kind: 'reason', reason })
            }}
          />
        </>
      )
    case 'transfer':
      return <TransferFields serving={serving} place={place} />
    case 'contact':
      return <ContactFields serving={serving} place={place} />
    case 'link':
      return (
        <ChoiceGroup
          label={t('service.link.label')}
          value={state.link}
          choices={linkRequestPayloadSchema.shape.link.options.map((value) => ({
            value,
            label: t(`service.link.${value}`),
          }))}
          onChange={(link) => {
            dispatch({ kind: 'link', link })
          }}
        />
      )
    case 'removal':
      return <RemovalFields {...props} />
    case 'choices':
      return <ChoicesAgain serving={serving} place={place} />
    case 'loyalty':
      return <LoyaltyCard {...props} />
    // These have a screen of their own.
    case 'guarantee':
    case 'abroad':
    case 'cases':
    case null:
    default:
      return null
  }
}
