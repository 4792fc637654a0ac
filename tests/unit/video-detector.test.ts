import { describe, expect, test } from 'vitest'

import type { Frame, FrameReader } from '#renderer/scanning/camera/frame-reader.ts'
import type { FrameCode } from '#renderer/scanning/camera/frame-reading.ts'
import { createVideoDetector, textsOf } from '#renderer/scanning/camera/video-detector.ts'

const BOX = { x: 0, y: 0, width: 10, height: 10 }
const codeOf = (text: string): FrameCode => ({ text, symbology: ']C0', format: 'code_128', box: BOX })
const [ONE, OTHER] = [codeOf('K7M29QX4TB3D'), codeOf('9B2KX47MTQ3D')]

/** A detector over a reader that sees `inMiddle` in the middle and `onWhole` on the whole picture. */
function detectorOver(reader: FrameReader) {
  const seen: string[][] = []
  let isOver = false
  let open = 0
  const detector = createVideoDetector({
    reader,
    takeFrame: () => {
      open += 1
      return { close: () => void (open -= 1) } as Frame
    },
    nextFrame: () => Promise.resolve(),
    isOver: () => isOver,
    onSeen: (codes) => seen.push([...textsOf(codes)]),
  })
  return { detector, seen, openFrames: () => open, leave: () => void (isOver = true) }
}

function readerOf(frames: readonly { middle: readonly FrameCode[]; whole: readonly FrameCode[] }[]) {
  const parts: number[] = []
  let frame = 0
  const reader: FrameReader = {
    read: (_video, { part }) => {
      parts.push(part)
      const shown = frames[Math.min(frame, frames.length - 1)]
      if (part === 1) frame += 1
      return Promise.resolve((part === 1 ? shown?.whole : shown?.middle) ?? [])
    },
    close: () => {},
  }
  return { reader, parts }
}

describe('reading a picture', () => {
  test('[CA2] looks at the middle and at the whole in turns until something is there', async () => {
    const nothing = { middle: [], whole: [] }
    const { reader, parts } = readerOf([nothing, { middle: [], whole: [ONE] }])
    const { detector, seen, openFrames } = detectorOver(reader)
    const found = await detector.detect(null)
    expect(found[0]).toEqual({ rawValue: ONE.text, format: 'code_128', boundingBox: BOX })
    expect(parts.slice(0, 5)).toEqual([0.5, 1, 0.5, 0.5, 1])
    expect(seen).toEqual([['K7M29QX4TB3D']])
    expect(openFrames()).toBe(0)
  })

  test.each([
    ['at the edge', [{ middle: [ONE], whole: [ONE, OTHER] }]],
    [
      'out of focus in the first frame',
      [
        { middle: [ONE], whole: [ONE] },
        { middle: [], whole: [OTHER] },
      ],
    ],
  ])('[CA2] a second code %s is seen before anything is told', async (_, frames) => {
    const { detector, seen, openFrames } = detectorOver(readerOf(frames).reader)
    await detector.detect(null)
    expect(seen).toEqual([['K7M29QX4TB3D', '9B2KX47MTQ3D']])
    expect(openFrames()).toBe(0)
  })

  test('[CA4] a worker that is gone leaves reading to the other decoder', async () => {
    const { detector } = detectorOver({ read: () => Promise.reject(new Error('gone')), close: () => {} })
    await expect(detector.detect(null)).rejects.toThrow('gone')
  })

  test('[CA7] what is read after the camera was left is not told', async () => {
    let leave = () => {}
    const reader: FrameReader = {
      read: () => {
        leave()
        return Promise.resolve([ONE])
      },
      close: () => {},
    }
    const over = detectorOver(reader)
    leave = over.leave
    expect(await over.detector.detect(null)).toEqual([])
    expect(over.seen).toEqual([])
  })
})
