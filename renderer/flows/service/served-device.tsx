import { useTexts } from '#renderer/i18n/use-texts.ts'
import { codeWords } from '../code-words.ts'
import { CodeEntry } from './code-entry.tsx'
import { readServed } from './service-operations.ts'
import type { ServicePlace } from './service-ports.ts'
import type { Serving } from './use-service.ts'

/** The one device that the wish is about. */
export function ServedDevice({ serving, place }: { serving: Serving; place: ServicePlace }) {
  const { t } = useTexts()
  const { state, dispatch } = serving
  const { problem, device, isListed } = state
  return (
    <CodeEntry
      label={t('counter.devices.code')}
      item="served-device"
      text={state.text}
      error={problem === null ? undefined : codeWords(problem, t)}
      device={device}
      isMasked={isListed}
      onType={(text) => {
        dispatch({ kind: 'typed', text })
      }}
      onTake={() => {
        dispatch(readServed(state.text, { catalogue: place.market.devices, isScan: false }))
      }}
      onRemove={() => {
        dispatch({ kind: 'device', device: null, isScan: true })
      }}
    />
  )
}
