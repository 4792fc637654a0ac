import { useEffect, useMemo, useState, type ReactNode } from 'react'
import type { DeskConfiguration } from '#shared/ipc/desk-state.ts'
import type { Settings as SettingsValues } from '#shared/ipc/settings-methods.ts'
import { Settings } from '../../flows/settings/settings.tsx'
import { sinceWhen } from '../../i18n/times.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import type { AppPorts } from '../app-ports.ts'
import { MirrorCard } from '../../flows/settings/mirror-card.tsx'
import type { Scanner } from '../use-scanner.ts'
import { mirrorPorts, printerPorts, readRulesOf } from '../flow-ports.ts'

/** Settings, with what main knows of the version. */
export function SettingsPlace(props: {
  ports: AppPorts
  configuration: DeskConfiguration
  values: SettingsValues
  onChange: (values: SettingsValues) => Promise<boolean>
  isManager: boolean
  onLearnScanner: Scanner['learn']
  children?: ReactNode
}) {
  const { ports, configuration } = props
  const printers = useMemo(() => printerPorts(ports), [ports])
  const readRules = useMemo(() => readRulesOf(ports), [ports])
  const mirror = useMemo(() => mirrorPorts(ports), [ports])
  const { language } = useTexts()
  const [version, setVersion] = useState('')
  useEffect(() => {
    void ports.call('app.info', {}).then((answer) => {
      if (answer.ok) setVersion(answer.value.version)
    })
  }, [ports])
  return (
    <Settings
      values={props.values}
      printers={printers}
      onLearnScanner={props.onLearnScanner}
      readRules={readRules}
      onChange={(changed) => props.onChange({ ...props.values, ...changed })}
      about={{
        version,
        terminalName: configuration.terminalName,
        terminalId: configuration.terminalId,
        store: `${configuration.store.name} (${configuration.store.storeId})`,
        market: `${configuration.market.code}, ${configuration.market.version}`,
        rulesOf: sinceWhen({
          instant: configuration.issuedAt,
          nowMs: ports.clock.wallMs(),
          timeZone: configuration.store.timeZone,
          language,
        }),
        realm: configuration.realm,
      }}
    >
      {/* A notice sends people here when it is lost: it has to be in sight. */}
      <MirrorCard ports={mirror} isManager={props.isManager} timeZone={configuration.store.timeZone} />
      {props.children}
    </Settings>
  )
}
