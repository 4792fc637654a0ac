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
  /** The picture as it is now; null before it begins. It is closed once it is read. */
  readonly takeFrame: () => Frame | null
  /** Resolves when the next frame may be read. */
  readonly nextFrame: () => Promise<void>
  readonly isOver: () => boolean
  readonly onSeen: (codes: readonly FrameCode[]) => void
}): Detector {
  const { reader } = parts
  const look = createLook(reader)
  /** What `read` finds in the next frame that there is; null once the camera is left. */
  const inNextFrame = async (
    read: (frame: Frame) => Promise<readonly FrameCode[]>,
  ): Promise<readonly FrameCode[] | null> => {
    for (;;) {
      await parts.nextFrame()
      if (parts.isOver()) return null
      const frame = parts.takeFrame()
      if (frame === null) continue
      try {
        return await read(frame)
      } finally {
        frame.close()
      }
    }
  }
  const lookAround = (frame: Frame) => reader.read(frame, WHOLE)
  return {
    async detect() {
      for (;;) {
        const first = await inNextFrame(async (frame) => {
          const found = await look(frame)
          return found.length === 0 ? found : [...found, ...(await lookAround(frame))]
        })
        if (first === null) return []
        if (first.length === 0) continue
        // Another code may be out of focus in the frame in which the first one was read.
        const second = await inNextFrame(lookAround)
        if (second === null || parts.isOver()) return []
        const found = [...first, ...second]
        parts.onSeen(found)
        return found.map(({ text, format, box }) => ({ rawValue: text, format, boundingBox: box }))
      }
    },
  }
}

/** Looks at frame after frame, a view each (CA2). */
export function createLook(reader: FrameReader): (frame: Frame) => Promise<readonly FrameCode[]> {
  let turn = 0
  return (frame) => {
    const view = VIEWS[turn % VIEWS.length] ?? WHOLE
    turn += 1
    return reader.read(frame, view)
  }
}

/** That the text is a GS1 element string is what it does not say by itself (ISO/IEC 15424). */
const GS1 = [']C1', ']d2', ']Q3']

/** Each code once, as a scanner sends it that tells GS1 codes from others. */
export function textsOf(codes: readonly FrameCode[]): readonly string[] {
  return [
    ...new Set(codes.map(({ symbology, text }) => `${GS1.includes(symbology) ? symbology : ''}${text}`)),
  ]
}
