import { useEffect, useRef, useState } from 'react'

/** What was answered last, asked again whenever something moved; null until the first answer. */
export function useAsked<Value>(ports: {
  /** Null when nobody answers. */
  read(): Promise<Value | null>
  onMoved(moved: () => void): () => void
}): { readonly value: Value | null; readonly ask: () => void } {
  const [value, setValue] = useState<Value | null>(null)
  const asked = useRef(0)
  const ask = useRef(() => {
    asked.current += 1
    const question = asked.current
    void ports.read().then((found) => {
      // Only the answer to the newest question is the state of now.
      if (question === asked.current && found !== null) setValue(found)
    })
  })
  useEffect(() => {
    const refresh = ask.current
    refresh()
    const stop = ports.onMoved(refresh)
    return () => {
      asked.current += 1
      stop()
    }
  }, [ports])
  return { value, ask: ask.current }
}
