import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { expect, test } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

import { type FORMATS, READING } from '#renderer/scanning/camera/frame-reading.ts'
import {
  type CodeRequest,
  type GreyPicture,
  blurred,
  drawCode,
  frameOf,
} from '#tests/harness/code-pictures.ts'

const file = readFileSync(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')))
// A view of a buffer of its own, as the decoder wants it.
const wasmBinary = new Uint8Array(file).buffer
prepareZXingModule({ overrides: { wasmBinary } })

function pixelsOf({ width, height, pixels }: GreyPicture): ImageData {
  const data = new Uint8ClampedArray(width * height * 4)
  for (const [index, shade] of pixels.entries()) data.set([shade, shade, shade, 255], index * 4)
  return { width, height, data, colorSpace: 'srgb' }
}

type Kind = [CodeRequest['kind'], keyof typeof FORMATS, string, string, number]
const ELEMENTS = '(01)07622100000013(21)K7M29QX4TB3D'
const READ = '010762210000001321K7M29QX4TB3D'
const KINDS: readonly Kind[] = [
  ['qrcode', 'QRCode', 'K7M29QX4TB3D', 'K7M29QX4TB3D', 4],
  ['gs1qrcode', 'QRCode', ELEMENTS, READ, 4],
  ['datamatrix', 'DataMatrix', 'K7M29QX4TB3D', 'K7M29QX4TB3D', 5],
  ['gs1datamatrix', 'DataMatrix', ELEMENTS, READ, 5],
  ['code128', 'Code128', 'K7M29QX4TB3D', 'K7M29QX4TB3D', 2],
  ['gs1-128', 'Code128', ELEMENTS, READ, 3],
  ['code39', 'Code39', 'K7M29QX4TB3D', 'K7M29QX4TB3D', 2],
  ['ean13', 'EAN13', '5601234567892', '5601234567892', 3],
  ['pdf417', 'PDF417', 'K7M29QX4TB3D', 'K7M29QX4TB3D', 4],
]

test.each(KINDS)(
  '[CA1] %s is read off a frame, a little out of focus and held askew',
  async (kind, format, text, read, module) => {
    const picture = drawCode({ kind, text, module })
    const shown = (turned: number) =>
      frameOf({ width: 1280, height: 720 }, [{ picture, x: 640, y: 360, turned }])
    for (const frame of [blurred(shown(0), 1), shown(5)]) {
      const found = await readBarcodes(pixelsOf(frame), READING)
      expect(found.map((code) => [code.isValid, code.format, code.text])).toEqual([[true, format, read]])
    }
  },
)
