import { type ParkRequest, parkRequestSchema } from '#shared/ipc/draft-methods.ts'

import { operationId } from './journal-records.ts'

/** What the window parks for a customer; `number` makes its ids. */
export function parkRequest(number: number, changes: Partial<ParkRequest> = {}): ParkRequest {
  return parkRequestSchema.parse({
    draftId: operationId(7000 + number),
    sale: operationId(7100 + number),
    registration: operationId(7200 + number),
    startedAt: '2026-11-22T10:00:00.000Z',
    isOnHold: false,
    summary: { initials: 'M. S.', step: 'registration' },
    form: `{"givenName":"Maria Façanha ${number}"}`,
    ...changes,
  })
}
