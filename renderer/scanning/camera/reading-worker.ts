import { prepareZXingModule, type ReadResult, readBarcodes } from 'zxing-wasm/reader'
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { FORMATS, type FrameCode, READING } from './frame-reading.ts'

/** Reads one picture at a time and answers each with the codes in it. Asked with a picture, it closes it. */
prepareZXingModule({ overrides: { locateFile: () => wasmUrl } })

/** The types of a page stand here for those of a worker, which needs no target. */
const answer = self.postMessage.bind(self) as (codes: readonly FrameCode[]) => void

self.addEventListener('message', ({ data }: MessageEvent<ImageBitmap>) => {
  const canvas = new OffscreenCanvas(data.width, data.height)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('no picture can be read here')
  context.drawImage(data, 0, 0)
  const pixels = context.getImageData(0, 0, data.width, data.height)
  data.close()
  // Without its decoder this worker ends with an error, which its page hears (CA4).
  void readBarcodes(pixels, READING).then((found) => {
    answer(found.flatMap(codeOf))
  }, reportError)
})

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
