// oxlint-disable-next-line import/default -- the bundler makes the address
import workerUrl from './reading-worker.ts?worker&url'
import type { FrameCode, FrameRequest, FrameView } from './frame-reading.ts'

/** A picture that can be read more than once, until it is closed. */
export type Frame = VideoFrame

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
    async read(kept, view) {
      if (isGone) throw new Error('the code reader is gone')
      // What goes to the worker is gone here.
      const frame = kept.clone()
      const request: FrameRequest = { frame, view }
      return new Promise((resolve, reject) => {
        answer = resolve
        giveUp = () => {
          reject(new Error('the code reader is gone'))
        }
        worker.postMessage(request, [frame])
      })
    },
    close: end,
  }
}

/** A policy that knows one address: nothing else can be started through it. */
function trustedUrl(): string {
  const types = (window as { trustedTypes?: TrustedTypes }).trustedTypes
  trusted ??=
    types?.createPolicy(POLICY, { createScriptURL: () => workerUrl }).createScriptURL(workerUrl) ?? workerUrl
  return trusted
}
