import { Html5QrcodeShim } from 'html5-qrcode/esm/code-decoder'
import { BaseLoggger, Html5QrcodeSupportedFormats as Format } from 'html5-qrcode/esm/core'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { systemClock } from '#renderer/app/system-clock.ts'
import { startFrameReader } from '#renderer/scanning/camera/frame-reader.ts'
import { FORMATS } from '#renderer/scanning/camera/frame-reading.ts'
import { createLook } from '#renderer/scanning/camera/video-detector.ts'
import type { ReadClip, Reader } from '../reading.ts'

/** Reads one frame and gives the texts in it. */
type ReadFrame = (frame: VideoFrame) => Promise<readonly string[]>

prepareZXingModule({ overrides: { locateFile: () => wasmUrl } })
const frameReader = startFrameReader()
const library = new Html5QrcodeShim(
  [Format.QR_CODE, Format.DATA_MATRIX, Format.CODE_128, Format.CODE_39, Format.EAN_13, Format.PDF_417],
  false,
  false,
  new BaseLoggger(false),
)

/** A fresh one for each clip: the views of ours take turns from the first frame on. */
const READERS: Readonly<Record<Reader, () => ReadFrame>> = {
  ours: () => {
    const look = createLook(frameReader)
    return async (frame) => (await look(frame)).map(({ text }) => text)
  },
  'html5-qrcode': () => async (frame) => {
    try {
      return [(await library.decodeAsync(canvasOf(frame))).text]
    } catch {
      // That is how it says that there is nothing.
      return []
    }
  },
  // All that it can try, on the whole frame, for the same codes.
  'zxing-wasm thorough': () => async (frame) => {
    const canvas = canvasOf(frame)
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height)
    if (pixels === undefined) throw new Error('no picture')
    const found = await readBarcodes(pixels, {
      formats: Object.keys(FORMATS) as (keyof typeof FORMATS)[],
      tryHarder: true,
      tryRotate: true,
      tryInvert: true,
      tryDownscale: true,
      textMode: 'Plain',
    })
    return found.filter(({ isValid }) => isValid).map(({ text }) => text)
  },
}

/** One canvas for all frames, as the library has it. */
const canvas = document.createElement('canvas')
canvas.getContext('2d', { willReadFrequently: true })

function canvasOf(frame: VideoFrame): HTMLCanvasElement {
  canvas.width = frame.displayWidth
  canvas.height = frame.displayHeight
  canvas.getContext('2d')?.drawImage(frame, 0, 0)
  return canvas
}

/** A frame as a camera delivers it, from its brightness; its colours stand in their middle. */
function frameOf({ width, height, base64 }: { width: number; height: number; base64: string }): VideoFrame {
  const planes = new Uint8Array((width * height * 3) / 2).fill(128)
  const grey = atob(base64)
  for (let index = 0; index < grey.length; index += 1) planes[index] = grey.charCodeAt(index)
  return new VideoFrame(planes, { format: 'I420', codedWidth: width, codedHeight: height, timestamp: 0 })
}

const readClip: ReadClip = async ({ frames, order }) => {
  const pictures = frames.map((frame) => frameOf(frame))
  const readings: Awaited<ReturnType<ReadClip>>[number][] = []
  for (const reader of order) {
    const read = READERS[reader]()
    let spentMs = 0
    let texts: readonly string[] = []
    for (const picture of pictures) {
      const startedMs = systemClock.monotonicMs()
      texts = await read(picture)
      spentMs += systemClock.monotonicMs() - startedMs
      if (texts.length > 0) break
    }
    readings.push({ reader, texts: [...new Set(texts)], spentMs })
  }
  for (const picture of pictures) picture.close()
  return readings
}

Object.assign(window, { readClip })
