/** The places in the ledger that texts are bound to [SA3]. */
export const ledgerPlace = {
  sealed: (operationId: string) => `sealed ${operationId}`,
  payload: (operationId: string) => `payload ${operationId}`,
  amendment: (operationId: string, position: number) => `amendment ${operationId} ${position}`,
  quarantine: (operationId: string, contentHash: string) => `quarantine ${operationId} ${contentHash}`,
  taxNumber: (operationId: string) => `tax number ${operationId}`,
}
