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
}

/** The views that take turns (CA2). Small codes are held to the middle, where they are read larger. */
export const VIEWS: readonly FrameView[] = [
  { part: 0.5, scale: 1.5 },
  { part: 1, scale: 1 },
]
export const WHOLE: FrameView = { part: 1, scale: 1 }

/** How a frame is read: hard enough for tilted and worn codes, without the passes that find nothing more. */
export const READING: ReaderOptions = {
  formats: Object.keys(FORMATS) as (keyof typeof FORMATS)[],
  tryHarder: true,
  tryRotate: true,
  tryInvert: false,
  tryDownscale: true,
  maxNumberOfSymbols: 4,
  textMode: 'Plain',
}

/** A code in a frame, in the frame's own pixels. */
export interface FrameCode {
  readonly text: string
  readonly symbology: string
  readonly format: FormatName
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
}

/** Where a view lies in a frame of this size, and how large it is read. */
export function placeOf(view: FrameView, frame: { width: number; height: number }) {
  const [width, height] = [Math.round(frame.width * view.part), Math.round(frame.height * view.part)]
  return {
    x: Math.round((frame.width - width) / 2),
    y: Math.round((frame.height - height) / 2),
    width,
    height,
    resizeWidth: Math.round(width * view.scale),
    resizeHeight: Math.round(height * view.scale),
  }
}
