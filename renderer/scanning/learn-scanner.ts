import {
  LEARNING_CODE,
  MAX_AROUND,
  MAX_GAP_MS,
  MIN_GAP_MS,
  SCANNER_LAYOUTS,
  type ScannerSettings,
} from '#shared/domain/scanner.ts'
import { isSuffix, textOf, type WedgeKey } from './wedge.ts'

/** `not-the-code`: whatever was read, in no layout it is the code that was shown. */
export type LearnFailure = 'not-the-code' | 'too-much-around' | 'too-slow'

/** A radio that is busier than it was while the scanner was learnt. */
const LATER_KEYS = 1.5

/** What the keys of one scan of the learning code tell of the scanner; the first layout in which they say the code counts. */
export function learnScanner(keys: readonly WedgeKey[]): ScannerSettings | LearnFailure {
  const end = keys.findIndex(({ code }) => isSuffix(code))
  const code = end === -1 ? keys : keys.slice(0, end)
  for (const layout of SCANNER_LAYOUTS) {
    const [prefix = '', tail] = textOf(code, layout).split(LEARNING_CODE)
    if (tail === undefined) continue
    if (prefix.length > MAX_AROUND || tail.length > MAX_AROUND) return 'too-much-around'
    const widestMs = Math.max(...keys.map(({ atMs }, at) => atMs - (keys[at - 1]?.atMs ?? atMs)))
    if (widestMs >= MAX_GAP_MS) return 'too-slow'
    const gapMs = Math.min(MAX_GAP_MS, Math.max(MIN_GAP_MS, Math.ceil(widestMs * LATER_KEYS)))
    // Of several keys the last is what ends a code for a person who looks.
    const last = keys.findLast((key) => isSuffix(key.code))
    return {
      layout,
      prefix,
      tail,
      suffix: last === undefined ? 'none' : last.code === 'Tab' ? 'tab' : 'enter',
      gapMs,
    }
  }
  return 'not-the-code'
}
