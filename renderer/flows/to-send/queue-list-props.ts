import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { QueueRow, ToSendPlace, ToSendPorts } from './to-send-ports.ts'

/** What the list shows, and what a press in it does. */
export interface QueueListProps {
  readonly ports: ToSendPorts
  readonly place: ToSendPlace
  /** Where each shown page begins; each page follows its own records. */
  readonly starts: readonly (number | null)[]
  readonly chosen: OperationId | null
  readonly onChoose: (row: QueueRow) => void
  readonly onMore: (before: number) => void
}
