import { readFileSync } from 'node:fs'

import { beforeAll, describe, expect, it } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

import { learnScanner } from '#renderer/scanning/learn-scanner.ts'
import type { WedgeKey } from '#renderer/scanning/wedge.ts'
import { code128Widths } from '#shared/domain/code-128.ts'
import { LEARNING_CODE, type ScannerLayout, START_SCANNER } from '#shared/domain/scanner.ts'

/** The keys by which a scanner set to each layout types the learning code, written down from the keyboards themselves. */
const TYPED = {
  us: 'KeyS Shift+Digit3 KeyY KeyZ Shift+Digit2 KeyA KeyQ Shift+Equal Slash Digit1',
  uk: 'KeyS Backslash KeyY KeyZ Shift+Quote KeyA KeyQ Shift+Equal Slash Digit1',
  pt: 'KeyS Shift+Digit3 KeyY KeyZ AltGr+Digit2 KeyA KeyQ BracketLeft Shift+Digit7 Digit1',
  es: 'KeyS AltGr+Digit3 KeyY KeyZ AltGr+Digit2 KeyA KeyQ BracketRight Shift+Digit7 Digit1',
  fr: 'KeyS AltGr+Digit3 KeyY KeyW AltGr+Digit0 KeyQ KeyA Shift+Equal Shift+Period Shift+Digit1',
  de: 'KeyS Backslash KeyZ KeyY AltGr+KeyQ KeyA KeyQ BracketRight Shift+Digit7 Digit1',
} as const

function pressed(names: string, paceMs = 5): WedgeKey[] {
  return names.split(' ').map((name, index) => ({
    code: name.replace(/^.*\+/, ''),
    key: '',
    isShifted: name.startsWith('Shift+'),
    isAltGr: name.startsWith('AltGr+'),
    isControl: name.startsWith('Ctrl+'),
    isCommand: false,
    isRepeated: false,
    atMs: index * paceMs,
  }))
}

describe('learning a scanner', () => {
  it.each(Object.entries(TYPED))('[W6] set to the keyboard %s', (layout, names) => {
    expect(learnScanner(pressed(`${names} Enter`))).toEqual({
      ...START_SCANNER,
      layout: layout as ScannerLayout,
    })
  })

  it('[W6] with something before and another key behind', () => {
    expect(learnScanner(pressed(`BracketRight KeyC Digit0 ${TYPED.us} Tab`))).toEqual({
      ...START_SCANNER,
      prefix: ']C0',
      suffix: 'tab',
    })
    expect(learnScanner(pressed(`Ctrl+KeyB ${TYPED.pt}`))).toEqual({
      ...START_SCANNER,
      layout: 'pt',
      prefix: '\u0002',
      suffix: 'none',
    })
  })

  it.each([
    ['Ctrl+KeyC', { tail: '\u0003', suffix: 'none' }],
    ['Ctrl+KeyC Enter', { tail: '\u0003', suffix: 'enter' }],
    ['Ctrl+KeyM', { tail: '\r', suffix: 'none' }],
    ['KeyX Digit7 Tab', { tail: 'X7', suffix: 'tab' }],
    ['Enter Ctrl+KeyJ', { tail: '', suffix: 'enter' }],
    ['Tab NumpadEnter', { tail: '', suffix: 'enter' }],
  ])('[W6] with %s behind it', (names, learnt) => {
    expect(learnScanner(pressed(`${TYPED.us} ${names}`))).toEqual({ ...START_SCANNER, ...learnt })
  })

  it('[W6] a slow one is given more time between its keys, and one that is as slow as a hand is refused', () => {
    expect(learnScanner(pressed(`${TYPED.us} Enter`, 24))).toMatchObject({ gapMs: 36 })
    expect(learnScanner(pressed(`${TYPED.us} Enter`, 45))).toMatchObject({ gapMs: 50 })
    expect(learnScanner(pressed(`${TYPED.us} Enter`, 50))).toBe('too-slow')
  })

  it('[W6] not from another code, and not from half of it', () => {
    expect(learnScanner(pressed('KeyK Digit7 KeyM Digit2 Enter'))).toBe('not-the-code')
    expect(learnScanner(pressed(TYPED.us).slice(1))).toBe('not-the-code')
    expect(learnScanner(pressed(`${'KeyA '.repeat(17)}${TYPED.us}`))).toBe('too-much-around')
    expect(learnScanner(pressed(`${TYPED.us} ${'KeyA '.repeat(17)}Enter`))).toBe('too-much-around')
  })
})

describe('Code 128', () => {
  beforeAll(() => {
    const path = new URL('../../../node_modules/zxing-wasm/dist/reader/zxing_reader.wasm', import.meta.url)
    const wasmBinary = new Uint8Array(readFileSync(path)).buffer
    void prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true })
  })

  it('has 11 modules a symbol, 13 for the stop, and begins and ends with a bar', () => {
    const widths = code128Widths(LEARNING_CODE)
    expect(widths).toHaveLength((LEARNING_CODE.length + 2) * 6 + 7)
    expect(widths.reduce((sum, width) => sum + width, 0)).toBe((LEARNING_CODE.length + 2) * 11 + 13)
  })

  it('has bars of an even number of modules in every symbol, as the standard has', () => {
    for (let code = 32; code < 127; code += 1) {
      const symbol = code128Widths(String.fromCodePoint(code)).slice(6, 12)
      const bars = (symbol[0] ?? 0) + (symbol[2] ?? 0) + (symbol[4] ?? 0)
      expect(bars % 2, String.fromCodePoint(code)).toBe(0)
    }
  })

  it.each([LEARNING_CODE, 'K7M29QX4TB3D', '~ }|{'])('is read by a decoder as %s', async (text) => {
    const widths = [10, ...code128Widths(text), 10].flatMap((width, at) =>
      Array.from({ length: width * 3 }, () => (at % 2 === 0 ? 255 : 0)),
    )
    const row = widths.flatMap((shade) => [shade, shade, shade, 255])
    const data = new Uint8ClampedArray(Array.from({ length: 60 }, () => row).flat())
    const image = { data, width: widths.length, height: 60, colorSpace: 'srgb' } as ImageData
    const found = await readBarcodes(image, { formats: ['Code128'] })
    expect(found.map((code) => code.text)).toEqual([text])
  })

  it('checks itself by the weights of the standard: start B, A and its check symbol 34', () => {
    // (104 + 33 * 1) mod 103 = 34, which is B.
    const widths = code128Widths('A')
    expect(widths.slice(12, 18)).toEqual(code128Widths('B').slice(6, 12))
    expect(widths.slice(0, 12).join('')).toBe('211214111323')
  })
})
