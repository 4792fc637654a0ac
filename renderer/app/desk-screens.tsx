import { useState } from 'react'
import type { NoticeKind } from '#shared/ipc/desk-state.ts'
import type { Settings } from '#shared/ipc/settings-methods.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Banner } from '../ui/banner.tsx'
import type { AppPorts } from './app-ports.ts'
import { EnrolledDesk } from './enrolled-desk.tsx'
import { SetUpScreen } from './entry/set-up-screen.tsx'
import { useDeskState } from './use-desk-state.ts'

/** What only setting the till up again, with a new code, ends. */
const ENDED_BY_SET_UP: readonly NoticeKind[] = [
  'terminal-revoked',
  'chain-fork',
  'journal-lost',
  'terminal-needs-attention',
]

/** The screen for the phase that the desk is in. */
export function DeskScreens(props: {
  ports: AppPorts
  settings: Settings
  onSettings: (settings: Settings) => Promise<boolean>
}) {
  const { t } = useTexts()
  const desk = useDeskState(props.ports)
  const [isSettingUp, setIsSettingUp] = useState(false)
  const { state } = desk
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
  const isSetUpUseful =
    state.phase === 'locked' && state.notices.some((kind) => ENDED_BY_SET_UP.includes(kind))
  if (state.phase === 'not-enrolled' || (isSettingUp && isSetUpUseful)) {
    return (
      <SetUpScreen
        accountApiUrl={state.phase === 'not-enrolled' ? state.accountApiUrl : null}
        notices={state.notices}
        onEnrol={async (request) => {
          const answer = await props.ports.call('desk.enrol', request)
          if (answer.ok && answer.value.kind === 'enrolled') {
            setIsSettingUp(false)
            props.ports.sync.noteEnrolledAgain()
          }
          desk.refresh()
          return answer.ok ? answer.value : { kind: 'failed', failure: 'unreachable' }
        }}
      />
    )
  }
  const onSetUpAgain = isSetUpUseful ? () => setIsSettingUp(true) : null
  return (
    <EnrolledDesk {...props} {...{ state, onSetUpAgain }} onRefresh={desk.refresh} isLost={desk.isLost} />
  )
}
