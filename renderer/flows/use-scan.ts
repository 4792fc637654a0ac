import { useEffect, useRef } from 'react'

/** The last code that a scanner read, and a number that grows with each; null before the first. */
export type Scan = {
  readonly text: string
  readonly number: number
  /** Whether a screen made something of it or said what it is; where none did, the desk says it [W7]. */
  readonly taken: { current: boolean }
} | null

/** Hands what a scanner reads of documents to `take`, instead of to whoever took it before, until the returned function is called. */
export type TakeDocuments = (take: (text: string) => void) => () => void

/** Calls `onScan` once for each code that a scanner reads while this is shown. It answers false where it made nothing of it. */
export function useScan(scan: Scan, onScan: (text: string) => boolean): void {
  const heard = useRef(scan?.number ?? 0)
  const take = useRef(onScan)
  useEffect(() => {
    take.current = onScan
  })
  useEffect(() => {
    if (scan === null || scan.number === heard.current) return
    heard.current = scan.number
    if (take.current(scan.text)) scan.taken.current = true
  }, [scan])
}
