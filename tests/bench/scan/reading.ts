export const READERS = ['ours', 'html5-qrcode', 'zxing-wasm thorough'] as const
export type Reader = (typeof READERS)[number]

/** What one reader made of a clip: what it read first, and how long it read until then, or to the end. */
export interface Reading {
  readonly reader: Reader
  readonly texts: readonly string[]
  readonly spentMs: number
}

/** What the page of the benchmark does; each reader gets the frames one by one until it reads something. */
export type ReadClip = (clip: {
  readonly frames: readonly { readonly width: number; readonly height: number; readonly base64: string }[]
  readonly order: readonly Reader[]
}) => Promise<readonly Reading[]>
