import { useMemo } from 'react'
import type { Settings } from '#shared/ipc/settings-methods.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Banner } from '../ui/banner.tsx'
import type { AppPorts } from './app-ports.ts'
import { useClosingAtOnce } from './closing/use-closing.ts'
import { EnrolledDesk } from './enrolled-desk.tsx'
import { FirstScreen } from './entry/first-screen.tsx'
import type { UnlockScreenProps } from './entry/unlock-screen-props.ts'
import { restorePorts } from './flow-ports.ts'
import { useDeskState } from './use-desk-state.ts'

/** The screen for the phase that the desk is in. */
export function DeskScreens(props: {
  ports: AppPorts
  settings: Settings
  onSettings: (settings: Settings) => Promise<boolean>
}) {
  const { t } = useTexts()
  const desk = useDeskState(props.ports)
  const restore = useMemo(() => restorePorts(props.ports), [props.ports])
  const { state } = desk
  useClosingAtOnce(props.ports, state === null || state.phase === 'not-enrolled')
  if (state === null) {
    return (
      <main className="waiting">
        {desk.isLost ? (
          <Banner tone="stop" title={t('shell.lostMain')} />
        ) : (
          <p role="status">{t('shell.starting')}</p>
        )}
      </main>
    )
  }
  const enrol: UnlockScreenProps['onEnrol'] = async (request) => {
    const answer = await props.ports.call('desk.enrol', request)
    desk.refresh()
    return answer.ok ? answer.value : { kind: 'failed', failure: 'unreachable' }
  }
  if (state.phase === 'not-enrolled') {
    return <FirstScreen ports={restore} state={state} onEnrol={enrol} />
  }
  return (
    <EnrolledDesk {...props} state={state} onRefresh={desk.refresh} onEnrol={enrol} isLost={desk.isLost} />
  )
}
