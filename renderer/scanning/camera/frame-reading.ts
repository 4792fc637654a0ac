import type { ReaderOptions } from 'zxing-wasm/reader'

/** What a camera reads (CA1), under the names that a BarcodeDetector has for it. */
export const FORMATS = {
  QRCode: 'qr_code',
  DataMatrix: 'data_matrix',
  Code128: 'code_128',
  Code39: 'code_39',
  EAN13: 'ean_13',
  PDF417: 'pdf417',
} as const
export type FormatName = (typeof FORMATS)[keyof typeof FORMATS]

/** Which part of a frame is read, and how much larger. */
export interface FrameView {
  /** Of the frame's width and height, around its middle. */
  readonly part: number
  readonly scale: number
  /** How many codes end the search. */
  readonly upTo: number
}

/** The views that take turns (CA2): the middle, the whole, and for small codes the middle once more, larger. */
export const VIEWS: readonly FrameView[] = [
  { part: 0.5, scale: 1, upTo: 1 },
  { part: 1, scale: 1, upTo: 1 },
  { part: 0.5, scale: 1.5, upTo: 1 },
]
/** Everything in view, once something was read. */
export const WHOLE: FrameView = { part: 1, scale: 1, upTo: 6 }

/** How a frame is read: hard enough for tilted and worn codes, without the passes that find nothing more. */
export const READING: ReaderOptions = {
  formats: Object.keys(FORMATS) as (keyof typeof FORMATS)[],
  tryHarder: true,
  tryRotate: true,
  tryInvert: false,
  tryDownscale: true,
  textMode: 'Plain',
}

/** A code in a frame, in the frame's own pixels. */
export interface FrameCode {
  readonly text: string
  readonly symbology: string
  readonly format: FormatName
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
}

/** What the worker is asked: a view of a frame, which it closes. */
export interface FrameRequest {
  readonly frame: VideoFrame
  readonly view: FrameView
}

/** Where a view lies in a frame of this size, and how large it is read. Colours come for four pixels at once: all is even. */
export function placeOf({ part, scale }: Omit<FrameView, 'upTo'>, frame: { width: number; height: number }) {
  const even = (length: number) => 2 * Math.floor(length / 2)
  const [width, height] = [even(frame.width * part), even(frame.height * part)]
  return {
    x: even((frame.width - width) / 2),
    y: even((frame.height - height) / 2),
    width,
    height,
    readWidth: Math.round(width * scale),
    readHeight: Math.round(height * scale),
  }
}
