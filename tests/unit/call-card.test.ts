import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

import { qrPath } from '#renderer/ui/qr-path.ts'
import { callCard } from '#shared/domain/call-card.ts'

const CARD = {
  name: 'Assistência em viagem: a chamada',
  numbers: ['+80025592559', '+41215478888'],
  notes: ['Caso n.º 1201 · c7b4369a', 'O operador do cliente pode cobrar a chamada.', 'Um; dois, três\\'],
}
const PIXELS = 4

/** What a telephone reads off the path as it is drawn. */
async function scanned({ size, path }: ReturnType<typeof qrPath>): Promise<string[]> {
  const width = size * PIXELS
  const data = new Uint8ClampedArray(width * width * 4).fill(255)
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
    for (let row = 0; row < PIXELS; row += 1)
      for (let column = 0; column < PIXELS; column += 1) {
        const at = ((Number(y) * PIXELS + row) * width + Number(x) * PIXELS + column) * 4
        data.fill(0, at, at + 3)
      }
  const image = { data, width, height: width, colorSpace: 'srgb' } as ImageData
  return (await readBarcodes(image, { formats: ['QRCode'], textMode: 'Plain' })).map(({ text }) => text)
}

describe("the call on the customer's telephone", () => {
  beforeAll(() => {
    const path = new URL('../../node_modules/zxing-wasm/dist/reader/zxing_reader.wasm', import.meta.url)
    const wasmBinary = new Uint8Array(readFileSync(path)).buffer
    void prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
  })

  it('[R23] is a card with both numbers in the order of calling, the charges and the case', () => {
    expect(callCard(CARD).split('\r\n')).toEqual([
      'BEGIN:VCARD',
      'VERSION:3.0',
      'N:Assistência em viagem: a chamada;;;;',
      'FN:Assistência em viagem: a chamada',
      'TEL;TYPE=VOICE:+80025592559',
      'TEL;TYPE=VOICE:+41215478888',
      String.raw`NOTE:Caso n.º 1201 · c7b4369a\nO operador do cliente pode cobrar a chamada.\nUm\; dois\, três\\`,
      'END:VCARD',
      '',
    ])
  })

  it('[R23] is read off the screen as it is drawn, letter by letter, accents too', async () => {
    expect(await scanned(qrPath(callCard(CARD)))).toEqual([callCard(CARD)])
  })
})
