import type { Envelope } from '#shared/contracts/envelope.ts'
import type { AggregateId, OperationId } from '#shared/contracts/identifiers.ts'
import type { TypedPayload } from '#shared/contracts/operations/catalogue.ts'
import type { IpcMethodName, IpcRequest, IpcResponse } from '#shared/ipc/contract.ts'
import type { Battery } from '#shared/domain/ready-to-go.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Result } from '#shared/kernel/result.ts'
import type { Timer } from '#shared/kernel/timer.ts'
import type { RegisteredHere } from '../flows/counter/counter-ports.ts'
import type { HandedOver } from '../outbox/hand-over.ts'
import type { StoreStanding } from '../outbox/store-standing.ts'
import type { CameraOpener } from '../scanning/camera/camera-scan.ts'
import type {
  QueueCounts,
  QueuePage,
  QueueRecord,
  QueueRow,
  QueueShelf,
  Watched,
} from '../flows/to-send/to-send-ports.ts'

/** Asks main; never rejects. */
export type CallMain = <Name extends IpcMethodName>(
  name: Name,
  request: IpcRequest<Name>,
) => Promise<Result<IpcResponse<Name>, unknown>>

/** How a save ended. `unknown`: nobody knows; the same request is saved again and counts once. */
export type Recorded =
  | { readonly kind: 'saved' | 'already-saved'; readonly envelope: Envelope; readonly savedAt: string }
  | { readonly kind: 'not-saved'; readonly reason: string }
  | { readonly kind: 'unknown' }

/** What sync says of itself. */
export interface SyncStatus {
  readonly connection: 'online' | 'offline' | 'unknown'
  readonly cause: string | null
  readonly pausedBy: string | null
  readonly needsAttention: boolean
  /** Wall time of the last valid answer. */
  readonly lastContactAtMs: number | null
}

/** Everything that the window is made of and does not make itself. The fakes of the tests stand behind the same ports. */
export interface AppPorts {
  readonly call: CallMain
  /** Main's nudge that the desk's state changed; until the returned function is called. */
  onDeskChanged(changed: () => void): () => void
  /** Main's question whether the window may be closed. */
  onCloseAsked(asked: () => void): () => void
  /** Loads what opens a camera (CA11). */
  loadCamera(): Promise<CameraOpener>
  /** Main shut the camera: the window is out of sight. */
  onCameraShut(shut: () => void): () => void
  record(request: {
    readonly operationId: OperationId
    readonly aggregateId: AggregateId
    readonly dependsOn: readonly OperationId[]
    readonly operation: TypedPayload
  }): Promise<Recorded>
  readonly views: {
    counts(): Watched<QueueCounts | null>
    day(): Watched<readonly QueueRow[] | null>
    firstPages(): Watched<Readonly<Record<QueueShelf, QueuePage>> | null>
    page(query: { shelf: QueueShelf | 'all'; before: number | null }): Watched<QueuePage | null>
    record(operationId: OperationId): Watched<QueueRecord | null>
  }
  readonly sync: {
    getStatus(): SyncStatus
    subscribe(changed: () => void): () => void
    /** Asks the account API now how far it has everything. */
    ask(): void
    /** What waits only for a correction or a void goes at once. */
    sendNow(): void
  }
  /** What a person has to know of the window's store; nothing is remembered of it for the next start. */
  readonly store: Watched<StoreStanding>
  /** What the window's store has that head office may not have. */
  readonly unsent: {
    count(): Promise<number>
    /** Gives main, for its next export, what the journal lacks of it; false where the store was not gone through to its end. */
    handOver(what: HandedOver): Promise<boolean>
  }
  /** The machine's battery, as the platform says it. */
  battery(): Promise<Battery>
  readonly clock: Clock
  readonly timer: Timer
  newId(): string
  /** Whether another record of this till holds the device (R12). */
  isRegisteredHere(deviceId: string, except: OperationId): Promise<RegisteredHere>
  /** SHA-256 of the UTF-8 text, base64url. */
  digest(text: string): Promise<string>
}
