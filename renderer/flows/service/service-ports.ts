import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { DeviceFault, FailedPart } from '#shared/contracts/operations/device-fault.ts'
import type { NotSpent } from '#shared/contracts/outcome.ts'
import type { DeliveryWay } from '#shared/contracts/operations/delivery.ts'
import type { DeviceId, DeviceKind } from '#shared/contracts/operations/registration.ts'
import type { PrintResult } from '#shared/domain/paper.ts'
import type { LoyaltyAnswer } from '#shared/contracts/messages/loyalty.ts'
import type { CasesAnswer } from '#shared/contracts/messages/terminal-cases.ts'
import type { Market } from '#shared/markets/market.ts'
import type { RecordPort } from '../record-port.ts'
import type { TillRecord, TillRecordsPort } from '../till-records-port.ts'
import type { AccountPort } from './account/account-port.ts'

/** What the service desk needs and does not own. */
export interface ServicePorts extends RecordPort, TillRecordsPort {
  readonly account: AccountPort
  /** SHA-256 of the UTF-8 text, base64url. */
  digest(text: string): Promise<string>
  /** Milliseconds since 1970, never earlier than the last trusted time (C29). */
  nowMs(): number
  /** Prints what the customer takes away of a saved record of the guarantee. */
  print(paper: ServicePaper): Promise<PrintResult>
  /** What the account API says of the points of a customer of this till, now, or (null) of the account that is open; nothing of it is kept. */
  readLoyalty(registration: OperationId | null): Promise<LoyaltyAnswer>
  /** How far the cases are that this till opened; `isAsking`: asks the account API first. */
  readCases(isAsking: boolean): Promise<CasesAnswer>
  /** Tells whenever the till is online again, or no longer, until the returned function is called. */
  onConnectionMoved(moved: () => void): () => void
  /** Exchanges of points of which nobody here knows yet what became of them, the newest that wait. */
  openSpends(): {
    subscribe(changed: () => void): () => void
    getSnapshot(): readonly Pick<TillRecord, 'aggregateId' | 'savedAt'>[]
  }
  /** Why points were not spent, once that is known; null until then, and where they were. */
  followNotSpent(id: OperationId, changed: (why: NotSpent | null) => void): () => void
  /** What waits to be sent goes at once. */
  sendNow(): void
  /** Prints a page of words as it is. */
  printPage(page: PaperPage): Promise<PrintResult>
}

/** A page that is no confirmation of a record. */
export interface PaperPage {
  readonly language: string
  readonly title: string
  readonly sections: {
    title: string | null
    lines: ({ kind: 'text'; text: string } | { kind: 'fact'; name: string; value: string })[]
  }[]
}

/** What paper needs of a record of the service desk; the rest main reads from its journal. */
export interface ServicePaper {
  readonly operationId: OperationId
  /** The customer's. */
  readonly language: string
  readonly content:
    | {
        readonly kind: 'device-added'
        readonly device: { readonly deviceId: DeviceId; readonly kind: DeviceKind }
      }
    | {
        readonly kind: 'replacement'
        readonly oldDevice: DeviceId
        /** Which part of the kit failed; absent: the device itself. */
        readonly part?: FailedPart
        readonly newDevice: { readonly deviceId: DeviceId; readonly kind: DeviceKind }
        readonly isTakenBack: boolean
      }
    | {
        readonly kind: 'guarantee-case'
        readonly deviceId: DeviceId
        readonly part?: FailedPart
        readonly fault: DeviceFault
        readonly way: DeliveryWay
        readonly collectionPoint: string | null
        /** Of somebody without a registration, by their proof of purchase. */
        readonly isByProof: boolean
      }
}

export interface ServicePlace {
  readonly timeZone: string
  readonly market: Market
  /** Nothing new can be saved at this till, and a notice says why. */
  readonly isClosed: boolean
}
