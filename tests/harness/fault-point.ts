import { rmSync } from 'node:fs'
import { join } from 'node:path'

import { test } from '@playwright/test'

import type { Desk, DeskOptions } from './launch-desk.ts'

/**
 * A place in main's work. The first seven are about a file, the next two about a call of the window, one about the network. The last
 * two are where the window's store is emptied: the window alone ends, or the disk has no room from then on.
 */
type Place =
  | 'before-write'
  | 'mid-write'
  | 'before-sync'
  | 'after-sync'
  | 'sync-fails'
  | 'before-rename'
  | 'after-rename'
  | 'before-call'
  | 'before-answer'
  | 'mid-body'
  | 'window-while-emptied'
  | 'full-once-emptied'

/** Where main ends. `holding`: what the bytes, the file's name, the call or the address has to contain; or the folder that is full. */
export interface FaultPoint {
  readonly at: Place
  readonly holding: string
  /** How much of the bytes is written before the end, from 0 to 1; for `mid-write`. */
  readonly share?: number
  /** How often the place is passed before it counts; 0. */
  readonly passes?: number
}

/** The switch for these exists in this script alone: the desk that is tested is the one that ships. */
const PRELOAD = join(import.meta.dirname, 'fault-points.cjs')

type Launch = (options?: Omit<DeskOptions, 'profile'>) => Promise<Desk>

/** Starts a desk that can be ended at a place. With a point it is armed from the first moment, and may end before it has a window. */
export function withFaultPoints(given: { launch: Launch; mark: string; point?: FaultPoint }): Launch {
  const { launch, mark, point } = given
  rmSync(mark, { force: true })
  const armed =
    point === undefined ? { env: {} } : { env: { COUNTERSIDE_FAULT_POINT: JSON.stringify(point) }, tries: 1 }
  return (options) => {
    const env = { ...options?.env, ...armed.env, COUNTERSIDE_FAULT_MARK: mark }
    return launch({ ...options, ...armed, preload: PRELOAD, env })
  }
}

/** From now on main ends, or fails, when it comes to this place. */
export function arm({ app }: Desk, point: FaultPoint): Promise<void> {
  return app.evaluate((_electron, armed) => {
    Object.assign(globalThis, { faultPoint: armed })
  }, point)
}

/** Whether the point that was armed was come to. */
export function isReached({ app }: Desk): Promise<boolean> {
  return app.evaluate(() => (globalThis as unknown as { faultPoint: unknown }).faultPoint === null)
}

/** Counts one process that was ended with SIGKILL. */
export function noteKill(where: string): void {
  test.info().annotations.push({ type: 'kill', description: where })
}
