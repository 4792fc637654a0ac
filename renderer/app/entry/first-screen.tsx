import { useState } from 'react'
import type { DeskState } from '#shared/ipc/desk-state.ts'
import type { RestoreState } from '#shared/ipc/mirror-methods.ts'
import { useAsked } from '../../ui/use-asked.ts'
import type { AppPorts } from '../app-ports.ts'
import { EntryNotices } from '../notices.tsx'
import { EntryFrame } from './entry-frame.tsx'
import { RestoreCard } from './restore-card.tsx'
import { type EnrolAnswer, SetUpScreen } from './set-up-screen.tsx'

/** What asks main for the state of a restore. */
export interface RestorePorts {
  readonly call: AppPorts['call']
  read(): Promise<RestoreState | null>
  onMoved(moved: () => void): () => void
}

/** A till that is not set up: a new one, or one in the place of a dead one. */
export function FirstScreen(props: {
  ports: RestorePorts
  state: Extract<DeskState, { phase: 'not-enrolled' }>
  onEnrol: (request: { accountApiUrl: string; code: string }) => Promise<EnrolAnswer>
}) {
  const { ports, state, onEnrol } = props
  const { value: restore, ask } = useAsked(ports)
  const [wants, setWants] = useState(false)
  const unfinished = restore?.kind === 'unfinished' ? restore.unsent : null
  if (unfinished !== null || (wants && restore?.kind === 'empty')) {
    return (
      <EntryFrame brand="Counterside" notices={<EntryNotices kinds={state.notices} />}>
        <RestoreCard
          ports={ports}
          unfinished={unfinished}
          onChange={ask}
          onBack={
            unfinished === null
              ? () => {
                  setWants(false)
                }
              : null
          }
        />
      </EntryFrame>
    )
  }
  return (
    <SetUpScreen
      accountApiUrl={state.accountApiUrl}
      notices={state.notices}
      onEnrol={onEnrol}
      unsentTaken={restore?.kind === 'restored' ? restore.unsent : null}
      {...(restore?.kind === 'empty'
        ? {
            onRestore: () => {
              setWants(true)
            },
          }
        : {})}
    />
  )
}
