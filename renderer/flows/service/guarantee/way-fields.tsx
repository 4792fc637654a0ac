import { useTexts } from '#renderer/i18n/use-texts.ts'
import { ChoiceGroup } from '#renderer/ui/choice-group.tsx'
import { SelectField } from '#renderer/ui/select-field.tsx'
import { TextField } from '#renderer/ui/text-field.tsx'
import { findCollectionPoints } from '#shared/domain/find-collection-points.ts'
import { deviceKindSchema } from '#shared/markets/device-catalogue.ts'
import { DeviceCode } from './device-code.tsx'
import { failedKindOf } from './failed-part.ts'
import { freshKindOf, type GuaranteePlace } from './guarantee-operations.ts'
import type { Guarantee } from './use-guarantee.ts'

export interface WayFieldsProps {
  readonly guarantee: Guarantee
  readonly place: GuaranteePlace
  readonly isSwap: boolean
}

/** How the customer gets a new device, and what that way needs (R17) [GD6] [GD10]. */
export function WayFields(props: WayFieldsProps) {
  const { t } = useTexts()
  const { guarantee, place, isSwap } = props
  const { way } = guarantee.state.form
  const hasPoints = place.market.guarantee.collectionPoints.length > 0
  const ways = hasPoints
    ? (['store', 'address', 'collection-point'] as const)
    : (['store', 'address'] as const)
  return (
    <>
      <ChoiceGroup
        label={t('guarantee.way')}
        value={way}
        choices={ways.map((value) => ({ value, label: t(`guarantee.ways.${value}`) }))}
        onChange={(value) => {
          guarantee.answer({ way: value })
        }}
      />
      {way === 'store' &&
        (isSwap ? <NewDevice {...props} /> : <p className="note">{t('guarantee.storeLater')}</p>)}
      {way === 'address' && <AddressFields guarantee={guarantee} />}
      {way === 'collection-point' && <PointChoice guarantee={guarantee} place={place} />}
    </>
  )
}

function NewDevice({ guarantee, place }: WayFieldsProps) {
  const { t } = useTexts()
  return (
    <>
      <DeviceCode which="fresh" guarantee={guarantee} place={place} />
      {failedKindOf(guarantee.state.form) === null && (
        <SelectField
          label={t('guarantee.freshKind')}
          value={freshKindOf(guarantee.state.form)}
          options={deviceKindSchema.options.map((value) => ({
            value,
            label: t(`records.deviceKind.${value}`),
          }))}
          onChange={(freshKind) => {
            guarantee.answer({ freshKind })
          }}
        />
      )}
    </>
  )
}

const PARTS = [
  { part: 'street', maxLength: 120 },
  { part: 'postalCode', maxLength: 16 },
  { part: 'locality', maxLength: 80 },
] as const

function AddressFields({ guarantee }: { guarantee: Guarantee }) {
  const { t } = useTexts()
  const { address } = guarantee.state.form
  return PARTS.map(({ part, maxLength }) => (
    <TextField
      key={part}
      label={t(`guarantee.${part}`)}
      item={part}
      maxLength={maxLength}
      value={address[part]}
      onChange={(text) => {
        guarantee.answer({ address: { ...address, [part]: text } })
      }}
    />
  ))
}

function PointChoice({ guarantee, place }: { guarantee: Guarantee; place: GuaranteePlace }) {
  const { t } = useTexts()
  const { pointQuery, pointId } = guarantee.state.form
  const found = findCollectionPoints(place.market.guarantee.collectionPoints, pointQuery).slice(0, MOST_SHOWN)
  return (
    <>
      <TextField
        label={t('guarantee.point')}
        item="collection-point"
        maxLength={60}
        hint={t('guarantee.pointHint')}
        value={pointQuery}
        onChange={(text) => {
          guarantee.answer({ pointQuery: text })
        }}
      />
      <div className="till-records" role="group" aria-label={t('guarantee.points')}>
        {found.length === 0 && <p className="note">{t('guarantee.noPoints')}</p>}
        {found.map((point) => (
          <button
            key={point.id}
            type="button"
            className="till-record"
            aria-pressed={point.id === pointId}
            onClick={() => {
              guarantee.answer({ pointId: point.id })
            }}
          >
            <b>{point.name}</b>{' '}
            <small>
              {point.street} · {point.postalCode} {point.locality}
            </small>
          </button>
        ))}
      </div>
    </>
  )
}

/** More than these are found by more words. */
const MOST_SHOWN = 20
