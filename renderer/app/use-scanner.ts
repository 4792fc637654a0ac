import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ScannerSettings } from '#shared/domain/scanner.ts'
import type { Timer } from '#shared/kernel/timer.ts'
import type { Scan, TakeDocuments } from '../flows/use-scan.ts'
import { looksLikeDocument } from '../scanning/assemble-lines.ts'
import { listenForScans, type ScanListener } from '../scanning/listen-for-scans.ts'

/** What was read that no screen took. What a document said is gone already. */
export type Untaken = 'document' | { readonly text: string }

/** The scanner of this till, heard on every screen. */
export interface Scanner {
  /** The last code. */
  readonly scan: Scan
  /** What was read otherwise, as by a camera, goes the same way. */
  readonly onScan: (text: string) => void
  readonly untaken: Untaken | null
  /** A document goes straight to whoever checks ages, and into no state [W8]. */
  readonly takeDocuments: TakeDocuments
  readonly learn: ScanListener['learn']
}

export function useScanner(timer: Timer, settings: ScannerSettings): Scanner {
  const [scan, setScan] = useState<Scan>(null)
  const [taken, setTaken] = useState(0)
  const [unheard, setUnheard] = useState<'document' | null>(null)
  const current = useRef(settings)
  const listener = useRef<ScanListener | null>(null)
  const taker = useRef<((text: string) => void) | null>(null)
  const count = useRef(0)
  const onScan = useCallback((text: string) => {
    count.current += 1
    const number = count.current
    const isDocument = looksLikeDocument(text)
    setUnheard(isDocument && taker.current === null ? 'document' : null)
    if (isDocument) {
      taker.current?.(text)
      setTaken(number)
    }
    // Each has a number of its own, so that the same code twice is two scans.
    else {
      const take = () => {
        setTaken(number)
      }
      setScan({ text, number, take })
    }
  }, [])
  useEffect(() => {
    current.current = settings
  })
  useEffect(() => {
    const heard = listenForScans({
      target: window,
      timer,
      settings: () => current.current,
      onScan,
    })
    listener.current = heard
    return () => {
      heard.stop()
    }
  }, [timer, onScan])
  return useMemo(
    () => ({
      scan,
      onScan,
      untaken: unheard ?? (scan === null || scan.number <= taken ? null : { text: scan.text }),
      takeDocuments: (take) => {
        taker.current = take
        return () => {
          if (taker.current === take) taker.current = null
        }
      },
      learn: (onKeys) => listener.current?.learn(onKeys) ?? (() => undefined),
    }),
    [scan, unheard, taken, onScan],
  )
}
