import type { DeviceCatalogue } from '#shared/markets/device-catalogue.ts'
import type { RecordPort } from '../record-port.ts'
import type { TillRecordsPort } from '../till-records-port.ts'

/** What returns need and do not own. */
export type ReturnsPorts = RecordPort & TillRecordsPort

export interface ReturnsPlace {
  readonly timeZone: string
  readonly devices: DeviceCatalogue
  /** Nothing new can be saved at this till, and a notice says why. */
  readonly isClosed: boolean
}
