import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { badgeSymbols } from '#shared/contracts/badge-code.ts'
import type { BadgeUnlock } from '#shared/ipc/badge-methods.ts'
import type { ScannerSettings } from '#shared/domain/scanner.ts'
import type { Timer } from '#shared/kernel/timer.ts'
import type { Scan, TakeDocuments } from '../flows/use-scan.ts'
import { looksLikeDocument } from '../scanning/assemble-lines.ts'
import { listenForScans, type ScanListener } from '../scanning/listen-for-scans.ts'

/** What was read that no screen took. What a document said is gone already. */
export type Untaken = 'document' | BadgeWord | { readonly text: string }
/** What became of a badge that did not open the till. */
export type BadgeWord = 'badge' | Exclude<BadgeUnlock['kind'], 'unlocked'>

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

export function useScanner(
  timer: Timer,
  settings: ScannerSettings,
  /** Hands a badge to main; answers with what is to be said, or null. The code is in no state [W9]. */
  onBadge: (code: string) => Promise<BadgeWord | null>,
): Scanner {
  const [scan, setScan] = useState<Scan>(null)
  const [taken, setTaken] = useState(0)
  const [unheard, setUnheard] = useState<'document' | BadgeWord | null>(null)
  const badge = useRef(onBadge)
  const current = useRef(settings)
  const listener = useRef<ScanListener | null>(null)
  const taker = useRef<((text: string) => void) | null>(null)
  const count = useRef(0)
  const onScan = useCallback((text: string) => {
    count.current += 1
    const number = count.current
    const isDocument = looksLikeDocument(text)
    setUnheard(isDocument && taker.current === null ? 'document' : null)
    if (badgeSymbols(text) !== null) {
      setTaken(number)
      void badge.current(text).then((word) => {
        if (count.current === number) setUnheard(word)
      })
      return
    }
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
  // Before it is painted: a screen that can be seen hears its scanner.
  useLayoutEffect(() => {
    current.current = settings
    badge.current = onBadge
  })
  useLayoutEffect(() => {
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
