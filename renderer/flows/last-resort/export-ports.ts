/** What an export would hold now. */
export interface Unsent {
  /** That head office may not have. */
  readonly records: number
  readonly oldestAt: string | null
  /** That it took, and is handed in again; null while head office takes what this till sends. */
  readonly settled: number | null
}

/** How an export ended. */
export type ExportEnd =
  | {
      readonly kind: 'made'
      readonly folder: string
      readonly files: readonly string[]
      readonly records: number
      readonly unreadable: number
      /** Whether all of the window's store was looked through for what the journal lacks. */
      readonly isStoreRead: boolean
    }
  | { readonly kind: 'nothing'; readonly unreadable: number; readonly isStoreRead: boolean }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly reason: 'no-space' | 'disk-failed' | 'no-reply' }

/** What the last resort needs of the window. */
export interface ExportPorts {
  /** Null when main does not answer. */
  read(): Promise<Unsent | null>
  /** Asks the person for a folder, and writes. */
  make(): Promise<ExportEnd>
  /** Called whenever what waits may be another, until the returned function is called. */
  onMoved(moved: () => void): () => void
  nowMs(): number
}
