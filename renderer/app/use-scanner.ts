import { useCallback, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react'
import { badgeSymbols } from '#shared/contracts/badge-code.ts'
import type { BadgeUnlock } from '#shared/ipc/badge-methods.ts'
import type { ScannerSettings } from '#shared/domain/scanner.ts'
import type { Timer } from '#shared/kernel/timer.ts'
import type { TakeDocuments, TakeScans } from '../flows/use-scan.ts'
import { bareOf, looksLikeDocument } from '../scanning/assemble-lines.ts'
import { listenForScans, type ScanListener } from '../scanning/listen-for-scans.ts'

/** What was read that no screen took. What a document said is gone already. */
export type Untaken = 'document' | BadgeWord | { readonly text: string }
/** What became of a badge that did not open the till. */
export type BadgeWord = 'badge' | Exclude<BadgeUnlock['kind'], 'unlocked'>

/** The scanner of this till, heard on every screen. */
export interface Scanner {
  /** A code goes straight to the screen that is shown. */
  readonly takeScans: TakeScans
  /** What was read otherwise, as by a camera, goes the same way. */
  readonly onScan: (text: string) => void
  readonly untaken: Untaken | null
  /** A document goes straight to whoever checks ages, and into no state [W8]. */
  readonly takeDocuments: TakeDocuments
  readonly learn: ScanListener['learn']
  /** What was said of a reading is true no more. */
  readonly forget: () => void
}

export function useScanner(
  timer: Timer,
  settings: ScannerSettings,
  /** Hands a badge to main; answers with what is to be said, or null. The code is in no state [W9]. */
  onBadge: (code: string) => Promise<BadgeWord | null>,
): Scanner {
  const [untaken, setUntaken] = useState<Untaken | null>(null)
  const badge = useRef(onBadge)
  const current = useRef(settings)
  const listener = useRef<ScanListener | null>(null)
  const codeTaker = useRef<((text: string) => boolean) | null>(null)
  const documentTaker = useRef<((text: string) => void) | null>(null)
  const count = useRef(0)
  const onScan = useCallback((text: string) => {
    count.current += 1
    const number = count.current
    const badgeCode = bareOf(text)
    if (badgeSymbols(badgeCode) !== null) {
      setUntaken(null)
      void badge.current(badgeCode).then((word) => {
        if (count.current === number) setUntaken(word)
      })
    } else if (looksLikeDocument(text)) {
      setUntaken(documentTaker.current === null ? 'document' : null)
      documentTaker.current?.(text)
    } else {
      const isTaken = codeTaker.current?.(text) ?? false
      setUntaken(isTaken ? null : { text })
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
  const takers = useMemo(
    (): Pick<Scanner, 'takeScans' | 'takeDocuments' | 'learn' | 'forget'> => ({
      takeScans: (take) => hold(codeTaker, take),
      takeDocuments: (take) => hold(documentTaker, take),
      learn: (onKeys) => listener.current?.learn(onKeys) ?? (() => undefined),
      forget: () => {
        count.current += 1
        setUntaken(null)
      },
    }),
    [],
  )
  return useMemo(() => ({ ...takers, onScan, untaken }), [takers, onScan, untaken])
}

/** One screen at a time takes what is read; until the returned function is called, or another one takes its place. */
function hold<Take>(place: RefObject<Take | null>, take: Take): () => void {
  place.current = take
  return () => {
    if (place.current === take) place.current = null
  }
}
