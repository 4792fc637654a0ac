import { useLayoutEffect, useRef } from 'react'

/** The last code that a scanner or a camera read, and a number that grows with each; null before the first. */
export type Scan = {
  readonly text: string
  readonly number: number
  /** Says that a screen made something of it, or said what it is; where none does, the desk says it [W7]. */
  readonly take: () => void
} | null

/** Hands what is read of documents to `take`, until the returned function is called. */
export type TakeDocuments = (take: (text: string) => void) => () => void

/** Calls `onScan` once for each code that is read while this is shown. It answers false where it made nothing of it. */
export function useScan(scan: Scan, onScan: (text: string) => boolean): void {
  const heard = useRef(scan?.number ?? 0)
  const take = useRef(onScan)
  useLayoutEffect(() => {
    take.current = onScan
  })
  // Before anything is painted: the desk would else say for a moment that nobody took it.
  useLayoutEffect(() => {
    if (scan === null || scan.number === heard.current) return
    heard.current = scan.number
    if (take.current(scan.text)) scan.take()
  }, [scan])
}
