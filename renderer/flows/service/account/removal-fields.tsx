import { useTexts } from '#renderer/i18n/use-texts.ts'
import { useRecordWord } from '../../record-word.tsx'
import type { TillRecord } from '../../till-records-port.ts'
import type { ServicePlace, ServicePorts } from '../service-ports.ts'
import type { Serving } from '../use-service.ts'
import { OpenCases, openCasesIn } from './open-cases.tsx'
import { ShownDocumentField } from './shown-document-field.tsx'
import './account.css'

const OPEN_WORDS = {
  saved: 'openUnsettled',
  sent: 'openUnknown',
  'needs-you': 'openQuestion',
  'no-effect': 'openUnknown',
} as const

/** What a removal takes away, what holds it up and what law keeps, said before it is asked for; and what was shown for it (R16). */
export function RemovalFields(props: { serving: Serving; ports: ServicePorts; place: ServicePlace }) {
  const { t } = useTexts()
  const { serving, ports, place } = props
  const { state, dispatch } = serving
  const view = state.found?.view ?? null
  const open = view === null ? null : openCasesIn(view)
  const { customer } = state
  return (
    <>
      <ul className="removal-says">
        <li>
          {view === null
            ? t('account.removal.lost')
            : view.devices.length === 0
              ? t('account.removal.lostNone')
              : t('account.removal.lostCounted', { count: view.devices.length })}
        </li>
        <li>
          {open === null ? (
            customer === null ? (
              t('account.removal.openUnknown')
            ) : (
              <OfThisTill customer={customer} ports={ports} />
            )
          ) : open > 0 ? (
            t('account.removal.open', { count: open })
          ) : (
            t('account.removal.noneOpen')
          )}
          {view !== null && <OpenCases account={view} place={place} />}
        </li>
        <li>{t('account.removal.kept')}</li>
      </ul>
      <ShownDocumentField
        ports={ports}
        place={place}
        value={state.document}
        onChange={(document) => {
          dispatch({ kind: 'document', document })
        }}
      />
    </>
  )
}

/** What this till knows of a customer whom it registered: whether their registration is settled, or with a person. */
function OfThisTill({ customer, ports }: { customer: TillRecord; ports: ServicePorts }) {
  const { t } = useTexts()
  const word = useRecordWord(ports, customer.operationId)
  return t(`account.removal.${OPEN_WORDS[word]}`)
}
