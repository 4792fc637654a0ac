import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { ChoiceGroup } from '#renderer/ui/choice-group.tsx'
import { TillRecordChoice } from '../till-record-choice.tsx'
import { AccountView } from './account/account-view.tsx'
import { FindAccount } from './account/find-account.tsx'
import type { ServicePlace, ServicePorts } from './service-ports.ts'
import type { Serving } from './use-service.ts'
import { whoseOf } from './whose.ts'

const REGISTRATIONS = ['registration'] as const

/** Whose account it is: of a customer who registered at this till, or one that is looked up (R15). */
export function WhoseCard(props: { serving: Serving; ports: ServicePorts; place: ServicePlace }) {
  const { t } = useTexts()
  const { serving, ports, place } = props
  const { state, dispatch } = serving
  return (
    <Card
      title={state.handover === null ? t('service.customer') : t('transfer.newOwner')}
      state={whoseOf(state) === null ? 'active' : 'done'}
      step={1}
    >
      {state.found === null && (
        <ChoiceGroup
          label={t('account.where')}
          isLabelHidden
          value={state.whose}
          choices={[
            { value: 'registered-here', label: t('account.registeredHere') },
            { value: 'looked-up', label: t('account.lookUp') },
          ]}
          onChange={(whose) => {
            void ports.account.leave()
            dispatch({ kind: 'whose', whose })
          }}
        />
      )}
      {state.isClosed && (
        <Banner tone="wait" title={t('account.closed.title')}>
          {t('account.closed.text')}
        </Banner>
      )}
      {state.found !== null && !state.isClosed && (
        <AccountView serving={serving} place={place} found={state.found} />
      )}
      {state.found === null && state.whose === 'looked-up' && <FindAccount {...props} />}
      {state.found === null && state.whose !== 'looked-up' && (
        <TillRecordChoice
          label={t('service.customer')}
          types={REGISTRATIONS}
          ports={ports}
          timeZone={place.timeZone}
          chosen={state.customer}
          onChoose={(record) => {
            dispatch({ kind: 'customer', record })
          }}
        />
      )}
    </Card>
  )
}
