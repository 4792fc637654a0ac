import { useTexts } from '#renderer/i18n/use-texts.ts'
import { DisputeView } from '../cases/dispute-view.tsx'
import { useKnownCases } from '../cases/use-cases.ts'
import type { ServicePlace, ServicePorts } from '../service-ports.ts'
import type { Served } from '../service-session.ts'

/**
 * What became of a device whose first owner cannot be reached, once its record is sent [TR4]: shown only then, so that what the account
 * API is asked comes after it.
 */
export function ClaimWords(props: { served: Served; ports: ServicePorts; place: ServicePlace }) {
  const { t } = useTexts()
  const { served, ports, place } = props
  const { answer } = useKnownCases(ports)
  const known = answer?.known ?? null
  const dispute = known?.disputes.find(({ operationId }) => operationId === served.operationId)
  if (answer !== null && known !== null && dispute !== undefined)
    return <DisputeView dispute={dispute} isToFree={false} answer={{ ...answer, known }} place={place} />
  return <p>{answer?.isCurrent === true ? t('transfer.claimFree') : t('transfer.claimUnknown')}</p>
}
