// oxlint-disable-next-line import/default -- the bundler makes the address
import workerUrl from './reading-worker.ts?worker&url'
import { type FrameCode, type FrameView, placeOf } from './frame-reading.ts'

/** What frames are taken from. */
export type Frame = HTMLVideoElement | HTMLCanvasElement

/** Reads frames in a worker, one at a time. */
export interface FrameReader {
  /** The codes in that view of the frame; rejects once the worker is gone. */
  read(frame: Frame, view: FrameView): Promise<readonly FrameCode[]>
  close(): void
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): {
    createScriptURL(url: string): string
  }
}

/** The one script that the page may start by its address (CA10). */
const POLICY = 'counterside-code-reader'
let trusted: string | undefined

/** Starts the worker; whether its decoder works shows at the first frame. */
export function startFrameReader(): FrameReader {
  const worker = new Worker(trustedUrl(), { type: 'module' })
  let answer: ((codes: readonly FrameCode[]) => void) | null = null
  let giveUp: (() => void) | null = null
  let isGone = false
  const end = () => {
    isGone = true
    worker.terminate()
    giveUp?.()
  }
  worker.addEventListener('error', end)
  worker.addEventListener('messageerror', end)
  worker.addEventListener('message', ({ data }: MessageEvent<readonly FrameCode[]>) => answer?.(data))
  return {
    async read(frame, view) {
      const { x, y, width, height, resizeWidth, resizeHeight } = placeOf(view, sizeOf(frame))
      const picture = await createImageBitmap(frame, x, y, width, height, { resizeWidth, resizeHeight })
      if (isGone) throw new Error('the code reader is gone')
      return new Promise((resolve, reject) => {
        answer = resolve
        giveUp = () => {
          reject(new Error('the code reader is gone'))
        }
        worker.postMessage(picture, [picture])
      })
    },
    close: end,
  }
}

function sizeOf(frame: Frame) {
  return frame instanceof HTMLVideoElement
    ? { width: frame.videoWidth, height: frame.videoHeight }
    : { width: frame.width, height: frame.height }
}

/** A policy that knows one address: nothing else can be started through it. */
function trustedUrl(): string {
  const types = (window as { trustedTypes?: TrustedTypes }).trustedTypes
  trusted ??=
    types?.createPolicy(POLICY, { createScriptURL: () => workerUrl }).createScriptURL(workerUrl) ?? workerUrl
  return trusted
}
