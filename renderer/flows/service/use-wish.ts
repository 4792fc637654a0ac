import { useEffect, useRef, type RefObject } from 'react'
import { focusFirstOpen } from '../focus-open.ts'
import { useBackKey } from '../use-back-key.ts'
import type { ServiceSession, Wish } from './service-session.ts'
import { whoseOf } from './whose.ts'

/** The way into a wish and back to the list of them; the focus goes along. */
export interface WishWay {
  /** Holds everything that is shown. */
  readonly root: RefObject<HTMLDivElement | null>
  readonly choose: (wish: Wish) => void
  /** Null while there is no way back: nothing is chosen, it is being saved, or part of it is on disk. */
  readonly back: (() => void) | null
}

export function useWish({ state, dispatch, guarantee, cases }: ServiceSession): WishWay {
  const root = useRef<HTMLDivElement>(null)
  const { wish, ids } = state
  /** Where the focus goes once it is drawn; a wish stands for its place in the list. */
  const next = useRef<'work' | Wish | null>(null)
  useEffect(() => {
    const to = next.current
    next.current = null
    if (to === 'work') focusFirstOpen(root.current?.querySelector<HTMLElement>('[data-work]') ?? root.current)
    else if (to !== null) root.current?.querySelector<HTMLElement>(`[data-wish="${to}"]`)?.focus()
  }, [wish])
  // The next customer, or something else for the same one: the button that was pressed is gone.
  const visit = useRef(ids)
  const isKnown = whoseOf(state) !== null
  useEffect(() => {
    if (visit.current === ids) return
    visit.current = ids
    const list = isKnown ? root.current?.querySelector<HTMLElement>('[data-wish]') : null
    if (list == null) focusFirstOpen(root.current)
    else list.focus()
  }, [ids, isKnown])

  const isFixed = isFixedOf(state) || isFixedOf(guarantee.state) || isFixedOf(cases.state)
  const isPartSaved = state.served.length > 0 || guarantee.state.saved.length > 0
  const canGoBack = wish !== null && state.handover === null && !isFixed && !isPartSaved
  const back = () => {
    next.current = wish
    // The wish said it; as one of the guarantee it is asked for.
    if (wish === 'abroad' && guarantee.state.form.registeredIn === 'another-country')
      guarantee.dispatch({ kind: 'answered', change: { registeredIn: null } })
    dispatch({ kind: 'wish', wish: null })
  }
  useBackKey(canGoBack ? back : null)
  return {
    root,
    choose: (chosen) => {
      next.current = 'work'
      if (chosen === 'guarantee' || chosen === 'abroad')
        guarantee.dispatch({ kind: 'customer', record: state.customer, found: state.found })
      if (chosen === 'abroad')
        guarantee.dispatch({ kind: 'answered', change: { registeredIn: 'another-country' } })
      dispatch({ kind: 'wish', wish: chosen })
    },
    back: canGoBack ? back : null,
  }
}

function isFixedOf({ isUnsure, isSaving }: { isUnsure: boolean; isSaving: boolean }): boolean {
  return isUnsure || isSaving
}
