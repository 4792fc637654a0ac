import { useEffect, useState } from 'react'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { QueueSlip, ToSendPorts } from './to-send-ports.ts'

/** The slip of one record; null until it is known, and where this operator may not see it. */
export function useSlip(ports: ToSendPorts, id: OperationId | null): QueueSlip | null {
  const [found, setFound] = useState<{ id: OperationId; slip: QueueSlip | null } | null>(null)
  useEffect(() => {
    if (id === null) return undefined
    let isCurrent = true
    void ports.slips([id]).then(([slip]) => {
      if (isCurrent) setFound({ id, slip: slip ?? null })
    })
    return () => {
      isCurrent = false
    }
  }, [ports, id])
  return found !== null && found.id === id ? found.slip : null
}
