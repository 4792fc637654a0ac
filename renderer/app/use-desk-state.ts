import { useEffect, useState } from 'react'
import type { DeskState } from '#shared/ipc/desk-state.ts'
import type { AppPorts } from './app-ports.ts'

export interface Desk {
  /** Null until main answered for the first time. */
  readonly state: DeskState | null
  /** Main did not answer the last question. */
  readonly isLost: boolean
  readonly refresh: () => void
}

/** The state of the desk as main tells it; the window remembers nothing of its own. */
export function useDeskState(ports: AppPorts): Desk {
  const [state, setState] = useState<DeskState | null>(null)
  const [isLost, setIsLost] = useState(false)
  const [asked, setAsked] = useState(0)
  useEffect(() => {
    let isCurrent = true
    void ports.call('desk.state', {}).then((answer) => {
      if (!isCurrent) return
      setIsLost(!answer.ok)
      if (answer.ok) setState(answer.value)
    })
    return () => {
      isCurrent = false
    }
  }, [ports, asked])
  useEffect(
    () =>
      ports.onDeskChanged(() => {
        setAsked((count) => count + 1)
      }),
    [ports],
  )
  return {
    state,
    isLost,
    refresh: () => {
      setAsked((count) => count + 1)
    },
  }
}
