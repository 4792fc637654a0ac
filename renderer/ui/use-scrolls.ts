import { useLayoutEffect, useState, type RefObject } from 'react'

/** Whether an element holds more than it shows, kept true while either changes. */
export function useScrolls(ref: RefObject<HTMLElement | null>): boolean {
  const [scrolls, setScrolls] = useState(false)
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return undefined
    const measure = () => {
      const isCut = getComputedStyle(element).overflowY !== 'visible'
      setScrolls(isCut && element.scrollHeight > element.clientHeight + 1)
    }
    const sizes = new ResizeObserver(measure)
    const content = new MutationObserver(measure)
    sizes.observe(element)
    content.observe(element, { childList: true, subtree: true, characterData: true })
    measure()
    return () => {
      sizes.disconnect()
      content.disconnect()
    }
  }, [ref])
  return scrolls
}
