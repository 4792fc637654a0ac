import { encode } from 'uqr'

/** A QR code as one SVG path, a unit a module, with the quiet zone that readers need (ISO/IEC 18004). */
export interface QrPath {
  readonly size: number
  readonly path: string
}

const QUIET_MODULES = 4
/** The lowest correction: a screen is not worn, and larger modules are read from farther. */
const CORRECTION = 'L'

/** Draws the text; throws where it is more than a QR code holds. */
export function qrPath(text: string): QrPath {
  const { size, data } = encode(text, { ecc: CORRECTION, border: QUIET_MODULES })
  const path = data
    .map((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join(''))
    .join('')
  return { size, path }
}
