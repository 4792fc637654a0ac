import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { ToSendPlace, ToSendPorts } from './to-send-ports.ts'

/** What the list shows, and what a press in it does. */
export interface QueueListProps {
  readonly ports: ToSendPorts
  readonly place: ToSendPlace
  readonly chosen: OperationId | null
  readonly onChoose: (id: OperationId) => void
}
