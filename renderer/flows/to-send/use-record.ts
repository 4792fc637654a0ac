import { useMemo } from 'react'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { QueueRecord, ToSendPorts, Watched } from './to-send-ports.ts'
import { useWatched } from './use-watched.ts'

const NOBODY: Watched<QueueRecord | null> = { subscribe: () => () => {}, getSnapshot: () => null }

/** One record, live; null while it is not known, and for no id. */
export function useRecord(ports: ToSendPorts, id: OperationId | null): QueueRecord | null {
  return useWatched(useMemo(() => (id === null ? NOBODY : ports.record(id)), [ports, id]))
}
