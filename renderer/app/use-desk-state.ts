import { useCallback, useEffect, useRef, useState } from 'react'
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
  const asked = useRef(0)
  const refresh = useCallback(() => {
    asked.current += 1
    const question = asked.current
    void ports.call('desk.state', {}).then((answer) => {
      // Only the answer to the newest question is the state of now.
      if (question !== asked.current) return
      setIsLost(!answer.ok)
      if (answer.ok) setState(answer.value)
    })
  }, [ports])
  useEffect(() => {
    refresh()
    return ports.onDeskChanged(refresh)
  }, [ports, refresh])
  return { state, isLost, refresh }
}
