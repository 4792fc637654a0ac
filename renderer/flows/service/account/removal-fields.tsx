import { useTexts } from '#renderer/i18n/use-texts.ts'
import type { ServicePlace, ServicePorts } from '../service-ports.ts'
import type { Serving } from '../use-service.ts'
import { ShownDocumentField } from './shown-document-field.tsx'
import './account.css'

/** What a removal takes away, what holds it up and what law keeps, said before it is asked for; and what was shown for it (R16). */
export function RemovalFields(props: { serving: Serving; ports: ServicePorts; place: ServicePlace }) {
  const { t } = useTexts()
  const { serving, ports, place } = props
  const { state, dispatch } = serving
  const view = state.found?.view ?? null
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
          {view === null
            ? t('account.removal.openUnknown')
            : view.openCases > 0
              ? t('account.removal.open', { count: view.openCases })
              : t('account.removal.noneOpen')}
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
