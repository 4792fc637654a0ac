/** Free of bars on both sides (ISO/IEC 15417): 10 modules. */
const QUIET = 10
const HEIGHT = 40

/** Bars and spaces of these widths in turn, black on white in every theme: a scanner sees no other. */
export function BarCode({ widths, label }: { widths: readonly number[]; label: string }) {
  const { width, path } = drawn(widths)
  return (
    <svg
      className="bar-code"
      role="img"
      aria-label={label}
      viewBox={`0 -4 ${width} ${HEIGHT + 8}`}
      shapeRendering="crispEdges"
    >
      <rect x="0" y="-4" width={width} height={HEIGHT + 8} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

function drawn(widths: readonly number[]): { width: number; path: string } {
  let at = QUIET
  let path = ''
  for (const [index, width] of widths.entries()) {
    if (index % 2 === 0) path += `M${at} 0h${width}v${HEIGHT}h-${width}z`
    at += width
  }
  return { width: at + QUIET, path }
}
