import { assert } from '../kernel/assert.ts'

/** Widths of bars and spaces of the symbols 0 to 105, and of the stop (ISO/IEC 15417, table 1). */
const WIDTHS = [
  '212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222',
  '123122123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321',
  '232121111323131123131321112313132113132311211313231113231311112133112331132131113123113321133121',
  '313121211331231131213113213311213131311123311321331121312113312311332111314111221411431111111224',
  '111422121124121421141122141221112214112412122114122411142112142211241211221114413111241112134111',
  '111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141114113',
  '114311411113411311113141114131311141411131211412211214211232',
].join('')
const STOP = '2331112'
const START_B = 104
const MODULO = 103

/**
 * The bars of a text in Code 128, code set B (ISO/IEC 15417): widths in modules, a bar first, then a space, in turn. The text is
 * printable ASCII.
 */
export function code128Widths(text: string): readonly number[] {
  const values = [...text].map((character) => (character.codePointAt(0) ?? 0) - 32)
  assert(
    values.every((value) => value >= 0 && value < 95),
    'code set B is printable ASCII',
  )
  const sum = values.reduce((total, value, at) => total + value * (at + 1), START_B)
  const symbols = [START_B, ...values, sum % MODULO].map((value) => WIDTHS.slice(value * 6, value * 6 + 6))
  return [...symbols.join(''), ...STOP].map(Number)
}
