import bwip from 'bwip-js/node'

/** A picture in shades of grey, one byte a pixel, row by row. */
export interface GreyPicture {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array<ArrayBuffer>
}

export interface CodeRequest {
  /** The name that bwip-js has for it. */
  readonly kind:
    | 'qrcode'
    | 'gs1qrcode'
    | 'datamatrix'
    | 'gs1datamatrix'
    | 'code128'
    | 'gs1-128'
    | 'code39'
    | 'ean13'
    | 'pdf417'
  readonly text: string
  /** Pixels a module; what is printed small and held far has few. */
  readonly module: number
}

const PAPER = 235
const INK = 25
const BARS_HIGH = 60

/** The code in ink on paper, with the quiet zone around it. */
export function drawCode({ kind, text, module }: CodeRequest): GreyPicture {
  const drawn = bwip.raw({ bcid: kind, text, parsefnc: false })[0]
  if (drawn === undefined) throw new Error(`nothing drawn of ${kind}`)
  const quiet = 10 * module
  if ('pixs' in drawn) {
    const { pixs, pixx, pixy } = drawn
    // PDF417 is drawn with rows of one module; printed they are three high.
    const tall = kind === 'pdf417' ? 3 : 1
    return paint(pixx * module + 2 * quiet, pixy * module * tall + 2 * quiet, (x, y) => {
      const [column, row] = [Math.floor((x - quiet) / module), Math.floor((y - quiet) / (module * tall))]
      const isInside = column >= 0 && row >= 0 && column < pixx && row < pixy
      return isInside && pixs[row * pixx + column] === 1
    })
  }
  const bars = drawn.sbs.flatMap((width, index) => Array.from({ length: width }, () => index % 2 === 0))
  return paint(bars.length * module + 2 * quiet, BARS_HIGH * module + 2 * quiet, (x, y) => {
    const isInside = y >= quiet && y < BARS_HIGH * module + quiet
    return isInside && bars[Math.floor((x - quiet) / module)] === true
  })
}

function paint(width: number, height: number, isInk: (x: number, y: number) => boolean): GreyPicture {
  const pixels = new Uint8Array(width * height)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) pixels[y * width + x] = isInk(x, y) ? INK : PAPER
  return { width, height, pixels }
}

/** Where a code lies in a frame: its middle, and how far it is turned, in degrees. */
export interface Placed {
  readonly picture: GreyPicture
  readonly x: number
  readonly y: number
  readonly turned?: number
}

const COUNTER = 120

/** A frame of a camera over a counter with these codes on it. */
export function frameOf(size: { width: number; height: number }, placed: readonly Placed[]): GreyPicture {
  const { width, height } = size
  const pixels = new Uint8Array(width * height).fill(COUNTER)
  for (const { picture, x: atX, y: atY, turned = 0 } of placed) {
    const [sin, cos] = [Math.sin((turned * Math.PI) / 180), Math.cos((turned * Math.PI) / 180)]
    const reach = Math.hypot(picture.width, picture.height) / 2
    for (let y = Math.max(0, Math.floor(atY - reach)); y < Math.min(height, atY + reach); y += 1) {
      for (let x = Math.max(0, Math.floor(atX - reach)); x < Math.min(width, atX + reach); x += 1) {
        const [dx, dy] = [x - atX, y - atY]
        const shade = shadeAt(
          picture,
          dx * cos + dy * sin + picture.width / 2,
          dy * cos - dx * sin + picture.height / 2,
        )
        if (shade !== null) pixels[y * width + x] = shade
      }
    }
  }
  return { width, height, pixels }
}

/** Between four pixels, as a lens would have it; null outside of the picture. */
function shadeAt({ width, height, pixels }: GreyPicture, x: number, y: number): number | null {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) return null
  const [right, down] = [x - left, y - top]
  const at = (column: number, row: number) => pixels[row * width + column] ?? 0
  const upper = at(left, top) * (1 - right) + at(left + 1, top) * right
  const lower = at(left, top + 1) * (1 - right) + at(left + 1, top + 1) * right
  return Math.round(upper * (1 - down) + lower * down)
}

/** Out of focus: each pixel is the mean of the square around it, `radius` pixels to each side. */
export function blurred(picture: GreyPicture, radius: number): GreyPicture {
  if (radius === 0) return picture
  const { width, height } = picture
  const pass = (from: Uint8Array<ArrayBuffer>, step: number, limit: (index: number) => number) =>
    from.map((_, index) => {
      let sum = 0
      for (let away = -radius; away <= radius; away += 1) {
        const place = limit(index) + away
        const size = step === 1 ? width : height
        const clamped = Math.min(size - 1, Math.max(0, place))
        sum += from[index + (clamped - limit(index)) * step] ?? 0
      }
      return Math.round(sum / (2 * radius + 1))
    })
  const across = pass(picture.pixels, 1, (index) => index % width)
  return { width, height, pixels: pass(across, width, (index) => Math.floor(index / width)) }
}

/** An uncompressed video (YUV4MPEG2) of these frames, which Chromium's fake camera plays over and over. */
export function videoOf(frames: readonly GreyPicture[]): Uint8Array {
  const [first] = frames
  if (first === undefined) throw new Error('a video has frames')
  const text = new TextEncoder()
  const parts = [text.encode(`YUV4MPEG2 W${first.width} H${first.height} F15:1 Ip A1:1 C420jpeg\n`)]
  // No colour: both planes of a quarter of the size stand in their middle.
  const colours = new Uint8Array((first.width * first.height) / 2).fill(128)
  for (const { pixels } of frames) parts.push(text.encode('FRAME\n'), pixels, colours)
  return Buffer.concat(parts)
}
