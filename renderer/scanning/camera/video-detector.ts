import type { Frame, FrameReader } from './frame-reader.ts'
import { type FrameCode, VIEWS, WHOLE } from './frame-reading.ts'

/** What html5-qrcode asks of a BarcodeDetector. */
interface DetectedBarcode {
  readonly rawValue: string
  readonly format: string
  readonly boundingBox: { readonly width: number; readonly height: number }
}
export interface Detector {
  detect(source: unknown): Promise<readonly DetectedBarcode[]>
}

/**
 * A BarcodeDetector that looks at the picture itself, at its full size, until something is read: html5-qrcode would draw it
 * small, and between two of its frames it would let its own decoder hold up the page. It rejects when the worker is gone, and then
 * that decoder is what is left (CA4).
 */
export function createVideoDetector(parts: {
  readonly reader: FrameReader
  readonly video: () => HTMLVideoElement | null
  /** Resolves when the next frame may be read. */
  readonly nextFrame: () => Promise<void>
  readonly isOver: () => boolean
  readonly onSeen: (codes: readonly FrameCode[]) => void
}): Detector {
  const look = createLook(parts.reader)
  return {
    async detect() {
      for (;;) {
        await parts.nextFrame()
        const video = parts.video()
        if (parts.isOver()) return []
        if (video === null || video.videoWidth === 0) continue
        const found = await look(video)
        if (parts.isOver()) return []
        if (found.length === 0) continue
        parts.onSeen(found)
        return found.map(({ text, format, box }) => ({ rawValue: text, format, boundingBox: box }))
      }
    },
  }
}

/** Looks at frame after frame; the views take turns, and what one shows is read once more on the whole (CA2). */
export function createLook(reader: FrameReader): (frame: Frame) => Promise<readonly FrameCode[]> {
  let turn = 0
  return async (frame) => {
    const view = VIEWS[turn % VIEWS.length] ?? WHOLE
    turn += 1
    const found = await reader.read(frame, view)
    if (found.length === 0 || view.part === 1) return found
    return [...found, ...(await reader.read(frame, WHOLE))]
  }
}

/** Each code once, as a scanner that tells its symbology would send it. */
export function textsOf(codes: readonly FrameCode[]): readonly string[] {
  return [...new Set(codes.map(({ symbology, text }) => `${symbology}${text}`))]
}
