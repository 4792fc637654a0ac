import { z } from 'zod'

export const MIN_WIDTH = 1024
export const MIN_HEIGHT = 768

/** Where the desk window was, in screen pixels. Without a place the system chooses one. */
export const windowStateSchema = z.object({
  place: z.object({ x: z.int(), y: z.int() }).optional(),
  width: z.int().min(MIN_WIDTH).max(20_000),
  height: z.int().min(MIN_HEIGHT).max(20_000),
  isMaximized: z.boolean(),
})
export type WindowState = z.infer<typeof windowStateSchema>

export const FIRST_WINDOW_STATE: WindowState = { width: 1280, height: 800, isMaximized: false }

interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The state without its place when no screen of today shows enough of the title bar to grab it. */
export function onScreen(state: WindowState, screens: readonly Area[]): WindowState {
  const place = state.place
  if (place === undefined) return state
  const isReachable = screens.some(
    (screen) =>
      place.x + state.width > screen.x + 100 &&
      place.x < screen.x + screen.width - 100 &&
      place.y >= screen.y &&
      place.y < screen.y + screen.height - 50,
  )
  return isReachable ? state : { width: state.width, height: state.height, isMaximized: state.isMaximized }
}
