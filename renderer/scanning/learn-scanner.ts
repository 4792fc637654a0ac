import { LEARNING_CODE, SCANNER_LAYOUTS, type ScannerSettings } from '#shared/domain/scanner.ts'
import { isSuffix, textOf, type WedgeKey } from './wedge.ts'

/** `not-the-code`: whatever was read, in no layout it is the code that was shown. */
export type LearnFailure = 'not-the-code' | 'prefix-too-long'

/** What the keys of one scan of the learning code tell of the scanner; the first layout in which they say the code counts. */
export function learnScanner(keys: readonly WedgeKey[]): ScannerSettings | LearnFailure {
  for (const layout of SCANNER_LAYOUTS) {
    const text = textOf(keys, layout)
    const at = text.indexOf(LEARNING_CODE)
    if (at === -1) continue
    const prefix = text.slice(0, at)
    if (prefix.length > 16) return 'prefix-too-long'
    const last = keys.findLast(({ code }) => isSuffix(code))
    const suffix = last === undefined ? 'none' : last.code === 'Tab' ? 'tab' : 'enter'
    return { layout, prefix, suffix }
  }
  return 'not-the-code'
}
