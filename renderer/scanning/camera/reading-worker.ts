import { prepareZXingModule, type ReadResult, readBarcodes } from 'zxing-wasm/reader'
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import {
  FORMATS,
  type FrameCode,
  type FrameRequest,
  type FrameView,
  READING,
  placeOf,
} from './frame-reading.ts'

/** Reads one view of a frame at a time and answers each with the codes in it. */
prepareZXingModule({ overrides: { locateFile: () => wasmUrl } })

/** The types of a page stand here for those of a worker, which needs no target. */
const answer = self.postMessage.bind(self) as (codes: readonly FrameCode[]) => void
const canvas = new OffscreenCanvas(1, 1)
const context = canvas.getContext('2d', { willReadFrequently: true })

self.addEventListener('message', ({ data: { frame, view } }: MessageEvent<FrameRequest>) => {
  // Without its decoder this worker ends with an error, which its page hears (CA4).
  void pixelsOf(frame, view)
    .then((pixels) => readBarcodes(pixels, { ...READING, maxNumberOfSymbols: view.upTo }))
    .then((found) => {
      answer(found.flatMap(codeOf))
    })
    .catch(reportError)
})

/** What most cameras deliver: a plane of brightness first, which is all that a code needs. */
const PLANAR: readonly (VideoPixelFormat | null)[] = ['I420', 'NV12']

async function pixelsOf(frame: VideoFrame, view: FrameView): Promise<ImageData> {
  const size = { width: frame.displayWidth, height: frame.displayHeight }
  const place = placeOf(view, size)
  const isAsShown = frame.visibleRect?.width === size.width && frame.visibleRect.height === size.height
  const isBright = view.scale === 1 && isAsShown && PLANAR.includes(frame.format)
  const pixels = isBright ? await brightnessOf(frame, place) : drawn(frame, place)
  frame.close()
  return pixels
}

/** Copies a part of the plane of brightness alone: no colour is worked out that nobody looks at. */
async function brightnessOf(frame: VideoFrame, place: ReturnType<typeof placeOf>): Promise<ImageData> {
  const { width, height } = place
  const rect = {
    x: (frame.visibleRect?.x ?? 0) + place.x,
    y: (frame.visibleRect?.y ?? 0) + place.y,
    width,
    height,
  }
  const planes = new Uint8Array(frame.allocationSize({ rect }))
  const [plane] = await frame.copyTo(planes, { rect })
  const { offset, stride } = plane ?? { offset: 0, stride: width }
  const grey = new Uint32Array(width * height)
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1)
      grey[row * width + column] = 0xff000000 | ((planes[offset + row * stride + column] ?? 0) * 0x010101)
  return new ImageData(new Uint8ClampedArray(grey.buffer), width, height)
}

function drawn(frame: VideoFrame, place: ReturnType<typeof placeOf>): ImageData {
  if (context === null) throw new Error('no picture can be read here')
  const { x, y, width, height, readWidth, readHeight } = place
  if (canvas.width !== readWidth || canvas.height !== readHeight) {
    canvas.width = readWidth
    canvas.height = readHeight
  }
  context.drawImage(frame, x, y, width, height, 0, 0, readWidth, readHeight)
  return context.getImageData(0, 0, readWidth, readHeight)
}

function codeOf({ isValid, format, text, symbologyIdentifier, position }: ReadResult): FrameCode[] {
  if (!isValid || !Object.hasOwn(FORMATS, format)) return []
  const corners = [position.topLeft, position.topRight, position.bottomLeft, position.bottomRight]
  const [columns, rows] = [corners.map(({ x }) => x), corners.map(({ y }) => y)]
  const [x, y] = [Math.min(...columns), Math.min(...rows)]
  // A linear code may be found as a line: it has an area all the same.
  const box = {
    x,
    y,
    width: Math.max(1, Math.max(...columns) - x),
    height: Math.max(1, Math.max(...rows) - y),
  }
  return [{ text, symbology: symbologyIdentifier, format: FORMATS[format as keyof typeof FORMATS], box }]
}
