import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { FORMATS, type FrameCode, READING } from './frame-reading.ts'

/** Reads one picture at a time and answers each with the codes in it. Asked with a picture, it closes it. */
prepareZXingModule({ overrides: { locateFile: () => wasmUrl } })

const scope = self as unknown as {
  addEventListener(name: 'message', heard: (event: MessageEvent<ImageBitmap>) => void): void
  postMessage(codes: readonly FrameCode[]): void
}

scope.addEventListener('message', ({ data }) => {
  const canvas = new OffscreenCanvas(data.width, data.height)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('no picture can be read here')
  context.drawImage(data, 0, 0)
  const pixels = context.getImageData(0, 0, data.width, data.height)
  data.close()
  void readBarcodes(pixels, READING).then((found) => {
    scope.postMessage(
      found.flatMap(({ isValid, format, text, symbologyIdentifier, position }) => {
        if (!isValid || !Object.hasOwn(FORMATS, format)) return []
        const corners = [position.topLeft, position.topRight, position.bottomLeft, position.bottomRight]
        const [left, top] = [Math.min(...corners.map(({ x }) => x)), Math.min(...corners.map(({ y }) => y))]
        const box = {
          x: left,
          y: top,
          // A linear code may be found as a line: it has an area all the same.
          width: Math.max(1, Math.max(...corners.map(({ x }) => x)) - left),
          height: Math.max(1, Math.max(...corners.map(({ y }) => y)) - top),
        }
        return [
          { text, symbology: symbologyIdentifier, format: FORMATS[format as keyof typeof FORMATS], box },
        ]
      }),
    )
  })
})
