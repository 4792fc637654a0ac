import { useLayoutEffect, useRef } from 'react'

/**
 * Hands what a scanner or a camera reads to `take`, as it is read, until the returned function is called. What `take` answers
 * goes back to the desk.
 */
export type TakeReadings<Answer> = (take: (text: string) => Answer) => () => void

/** Codes; false where nothing was made of one: then the desk says what it is [W7]. */
export type TakeScans = TakeReadings<boolean>
/** What is read of documents, which is never in a state [W8]. */
export type TakeDocuments = TakeReadings<void>

/** Calls `onRead` with each reading while this is shown. */
export function useReadings<Answer>(
  takeReadings: TakeReadings<Answer>,
  onRead: (text: string) => Answer,
): void {
  const take = useRef(onRead)
  // Before anything is painted: a screen that can be seen hears its scanner.
  useLayoutEffect(() => {
    take.current = onRead
  })
  useLayoutEffect(() => takeReadings((text) => take.current(text)), [takeReadings])
}
