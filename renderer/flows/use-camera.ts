import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import type {
  CameraChoice,
  CameraFailure,
  OpenCamera,
  SeenCode,
} from '#renderer/scanning/camera/camera-scan.ts'
import { type SeenDevice, meantAmong } from '#renderer/scanning/camera/meant-in-view.ts'
import type { CameraPort } from './camera-port.ts'

export type CameraState =
  | { readonly kind: 'off' | 'opening' | 'shut' }
  | { readonly kind: 'on'; readonly camera: OpenCamera; readonly says: 'hold' | 'slow' | 'one-document' }
  | { readonly kind: 'which'; readonly devices: readonly SeenDevice[]; readonly isDocumentSeen: boolean }
  | { readonly kind: 'failed'; readonly failure: CameraFailure }

/** What is looked for: whatever can be read, or a document after somebody said that it is meant. */
type Wanted = 'any' | 'document'

/** Long enough for a code that is held well. */
const SLOW_AFTER_MS = 8000

/** One camera in one card: opened, read with, and off again however that ends (CA7). */
export function useCamera(port: CameraPort, host: RefObject<HTMLElement | null>) {
  const [state, setState] = useState<CameraState>({ kind: 'off' })
  /** What is open or being opened; a later one takes its place. */
  const current = useRef<{ isOver: boolean; stop: () => void } | null>(null)
  // What is open stays open when the desk around it is drawn again.
  const latest = useRef(port)
  useEffect(() => {
    latest.current = port
  })

  const stop = useCallback(() => {
    const open = current.current
    current.current = null
    if (open === null) return
    open.isOver = true
    open.stop()
    latest.current.end()
  }, [])
  const leave = useCallback(
    (next: CameraState) => {
      stop()
      setState(next)
    },
    [stop],
  )
  useEffect(() => stop, [stop])
  const { onShut } = port
  useEffect(
    () =>
      onShut(() => {
        if (current.current !== null) leave({ kind: 'shut' })
      }),
    [onShut, leave],
  )

  const read = (codes: readonly SeenCode[], wanted: Wanted) => {
    const { devices, documents } = meantAmong(codes, latest.current)
    if (wanted === 'any' && devices.length + Math.min(documents.length, 1) > 1) {
      // A document is read again once it is said to be meant: nothing of it is kept for the question [W8].
      leave({ kind: 'which', devices, isDocumentSeen: documents.length > 0 })
    } else if (documents.length > 1) {
      // Nothing that tells one from the other may be shown.
      setState((now) => (now.kind === 'on' ? { ...now, says: 'one-document' } : now))
    } else if (wanted === 'any' || documents.length > 0) {
      leave({ kind: 'off' })
      const device = wanted === 'any' ? devices[0]?.code : undefined
      latest.current.onScan(device ?? documents[0] ?? codes[0] ?? '')
    }
  }

  const open = async (wished: CameraChoice | null, wanted: Wanted = 'any') => {
    stop()
    const opening = { isOver: false, stop: () => {} }
    current.current = opening
    setState({ kind: 'opening' })
    const failWith = (failure: CameraFailure) => {
      if (!opening.isOver) leave({ kind: 'failed', failure })
    }
    if (!(await port.start())) {
      failWith('refused')
      return
    }
    const opener = await port.load()
    if (opening.isOver || host.current === null) return
    const opened = await opener({
      host: host.current,
      wished,
      timer: port.timer,
      onEnded: () => {
        failWith('failed')
      },
      onCodes: (codes) => {
        if (!opening.isOver) read(codes, wanted)
      },
    })
    if (!opened.ok) {
      failWith(opened.failure)
      return
    }
    const camera = opened.value
    // It was left while it opened.
    if (opening.isOver) {
      camera.close()
      return
    }
    const stopWaiting = port.timer.after(SLOW_AFTER_MS, () => {
      setState((now) => (now.kind === 'on' && now.says === 'hold' ? { ...now, says: 'slow' } : now))
    })
    opening.stop = () => {
      stopWaiting()
      camera.close()
    }
    setState({ kind: 'on', camera, says: 'hold' })
  }

  return {
    state,
    open,
    close: () => {
      leave({ kind: 'off' })
    },
    take: ({ code }: SeenDevice) => {
      leave({ kind: 'off' })
      latest.current.onScan(code)
    },
  }
}
