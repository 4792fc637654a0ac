import type { ScannerLayout } from '#shared/domain/scanner.ts'

/** The physical keys of the four rows, in the order of the tables below (UI Events, `KeyboardEvent.code`). */
const ROWS = [
  'Backquote Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0 Minus Equal',
  'KeyQ KeyW KeyE KeyR KeyT KeyY KeyU KeyI KeyO KeyP BracketLeft BracketRight',
  'KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL Semicolon Quote Backslash',
  'IntlBackslash KeyZ KeyX KeyC KeyV KeyB KeyN KeyM Comma Period Slash',
].map((row) => row.split(' '))

interface LayoutTable {
  /** Four rows each; a blank stands for a key that has nothing there. */
  readonly plain: readonly string[]
  readonly shifted: readonly string[]
  readonly altGr: Readonly<Record<string, string>>
}

const TABLES: Readonly<Record<ScannerLayout, LayoutTable>> = {
  us: {
    plain: ['`1234567890-=', 'QWERTYUIOP[]', "ASDFGHJKL;'\\", '\\ZXCVBNM,./'],
    shifted: ['~!@#$%^&*()_+', 'QWERTYUIOP{}', 'ASDFGHJKL:"|', '|ZXCVBNM<>?'],
    altGr: {},
  },
  uk: {
    plain: ['`1234567890-=', 'QWERTYUIOP[]', "ASDFGHJKL;'#", '\\ZXCVBNM,./'],
    shifted: ['¬!"£$%^&*()_+', 'QWERTYUIOP{}', 'ASDFGHJKL:@~', '|ZXCVBNM<>?'],
    altGr: {},
  },
  pt: {
    plain: ["\\1234567890'«", 'QWERTYUIOP+´', 'ASDFGHJKLÇº~', '<ZXCVBNM,.-'],
    shifted: ['|!"#$%&/()=?»', 'QWERTYUIOP*`', 'ASDFGHJKLÇª^', '>ZXCVBNM;:_'],
    altGr: { Digit2: '@', Digit3: '£', Digit4: '§', Digit7: '{', Digit8: '[', Digit9: ']', Digit0: '}' },
  },
  es: {
    plain: ["º1234567890'¡", 'QWERTYUIOP`+', 'ASDFGHJKLÑ´Ç', '<ZXCVBNM,.-'],
    shifted: ['ª!"·$%&/()=?¿', 'QWERTYUIOP^*', 'ASDFGHJKLÑ¨Ç', '>ZXCVBNM;:_'],
    altGr: {
      Backquote: '\\',
      Digit1: '|',
      Digit2: '@',
      Digit3: '#',
      Digit4: '~',
      BracketLeft: '[',
      BracketRight: ']',
      Quote: '{',
      Backslash: '}',
    },
  },
  fr: {
    plain: ['²&É"\'(-È_ÇÀ)=', 'AZERTYUIOP^$', 'QSDFGHJKLMÙ*', '<WXCVBN,;:!'],
    shifted: [' 1234567890°+', 'AZERTYUIOP¨£', 'QSDFGHJKLM%µ', '>WXCVBN?./§'],
    altGr: {
      Digit2: '~',
      Digit3: '#',
      Digit4: '{',
      Digit5: '[',
      Digit6: '|',
      Digit7: '`',
      Digit8: '\\',
      Digit9: '^',
      Digit0: '@',
      Minus: ']',
      Equal: '}',
    },
  },
  de: {
    plain: ['^1234567890ß´', 'QWERTZUIOPÜ+', 'ASDFGHJKLÖÄ#', '<YXCVBNM,.-'],
    shifted: ['°!"§$%&/()=?`', 'QWERTZUIOPÜ*', "ASDFGHJKLÖÄ'", '>YXCVBNM;:_'],
    altGr: {
      KeyQ: '@',
      Digit7: '{',
      Digit8: '[',
      Digit9: ']',
      Digit0: '}',
      Minus: '\\',
      BracketRight: '~',
      IntlBackslash: '|',
    },
  },
}

/** Each layout as characters by key, read once. */
const CHARACTERS = new Map(
  (Object.keys(TABLES) as ScannerLayout[]).map((layout) => {
    const { plain, shifted, altGr } = TABLES[layout]
    return [layout, { plain: byKey(plain), shifted: byKey(shifted), altGr: new Map(Object.entries(altGr)) }]
  }),
)

function byKey(rows: readonly string[]): ReadonlyMap<string, string> {
  const entries = ROWS.flatMap((codes, row) =>
    codes.map((code, at) => [code, rows[row]?.[at] ?? ' '] as const),
  )
  return new Map(entries.filter(([, character]) => character !== ' '))
}

/**
 * The character that a scanner with this layout meant by a physical key, whatever layout the computer has [W2]; null for
 * keys without one. Letters come as capitals, whatever Caps Lock says: nothing on a box or a document knows others.
 */
export function scannedCharacter(
  key: { readonly code: string; readonly isShifted: boolean; readonly isAltGr: boolean },
  layout: ScannerLayout,
): string | null {
  if (key.code === 'Space') return ' '
  const digit = /^Numpad([0-9])$/.exec(key.code)?.[1]
  if (digit !== undefined) return digit
  const rows = CHARACTERS.get(layout)
  return (key.isAltGr ? rows?.altGr : key.isShifted ? rows?.shifted : rows?.plain)?.get(key.code) ?? null
}
