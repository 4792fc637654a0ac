import { code128Widths } from '#shared/domain/code-128.ts'

/** Free of bars on both sides (ISO/IEC 15417): 10 modules. */
const QUIET = 10
const HEIGHT = 40

/** A text as Code 128, black on white in every theme: a scanner sees no other. */
export function BarCode({ text, label }: { text: string; label: string }) {
  const widths = code128Widths(text)
  const total = widths.reduce((sum, width) => sum + width, 0)
  let at = QUIET
  const bars = widths.map((width, index) => {
    const bar = index % 2 === 0 ? `M${at} 0h${width}v${HEIGHT}h-${width}z` : ''
    at += width
    return bar
  })
  return (
    <svg
      className="bar-code"
      role="img"
      aria-label={label}
      viewBox={`0 -4 ${total + 2 * QUIET} ${HEIGHT + 8}`}
      shapeRendering="crispEdges"
    >
      <rect x="0" y="-4" width={total + 2 * QUIET} height={HEIGHT + 8} fill="#fff" />
      <path d={bars.join('')} fill="#000" />
    </svg>
  )
}
