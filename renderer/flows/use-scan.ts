import { useEffect, useRef } from 'react'

/** The last code that a scanner read, and a number that grows with each; null before the first. */
export type Scan = { readonly text: string; readonly number: number } | null

/** Calls `onScan` once for each code that a scanner reads while this is shown. */
export function useScan(scan: Scan, onScan: (text: string) => void): void {
  const heard = useRef(scan?.number ?? 0)
  const take = useRef(onScan)
  useEffect(() => {
    take.current = onScan
  })
  useEffect(() => {
    if (scan === null || scan.number === heard.current) return
    heard.current = scan.number
    take.current(scan.text)
  }, [scan])
}
