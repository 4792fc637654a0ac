import type { DeskFailure } from '#electron/desk/open-desk.ts'
import { type Result, fail, ok } from '#shared/kernel/result.ts'

/**
 * What happens at start, in this order. Steps `before-ready` run synchronously, because Electron takes
 * scheme privileges and the single-instance lock only then; no window exists before the last step.
 */
export const BOOT_PLAN = [
  { step: 'single-instance', phase: 'before-ready' },
  { step: 'app-scheme', phase: 'before-ready' },
  { step: 'app-files', phase: 'ready' },
  { step: 'permissions', phase: 'ready' },
  { step: 'network-guard', phase: 'ready' },
  { step: 'navigation-guard', phase: 'ready' },
  { step: 'paper', phase: 'ready' },
  { step: 'menu', phase: 'ready' },
  { step: 'machine', phase: 'ready' },
  { step: 'desk', phase: 'ready' },
  { step: 'ipc', phase: 'ready' },
  { step: 'desk-window', phase: 'ready' },
] as const

type Planned = (typeof BOOT_PLAN)[number]
type StepIn<Phase> = Extract<Planned, { phase: Phase }>['step']

/** `already-running` is no error: the first desk came to the front. */
export type BootFailure =
  | { readonly kind: 'already-running' }
  | { readonly kind: 'disk-unreadable'; readonly reason: string }
  | { readonly kind: 'disk-full' }
  | { readonly kind: 'disk-unwritable'; readonly reason: string }
  /** The end of the journal is lost, and the disk takes no word of it [D27]. */
  | { readonly kind: 'loss-not-noted' }
  /** A newer version wrote this till's files. */
  | { readonly kind: 'written-by-newer' }
  | { readonly kind: 'broken'; readonly step: string; readonly reason: string }

/** What it means for the start that the desk does not open. */
export function bootFailureOf(failure: DeskFailure): BootFailure {
  if (failure === 'written-by-newer' || failure === 'loss-not-noted') return { kind: failure }
  if (failure === 'no-space') return { kind: 'disk-full' }
  return { kind: 'disk-unreadable', reason: failure }
}

type Done = Result<undefined, BootFailure>

/** One action a step. */
export type BootActions = {
  readonly [Step in StepIn<'before-ready'>]: () => Done
} & {
  readonly [Step in StepIn<'ready'>]: () => Done | Promise<Done>
}

/** Performs the plan and stops at the first step that fails. */
export async function runBoot(parts: {
  actions: BootActions
  whenReady: () => Promise<unknown>
}): Promise<Done> {
  for (const { step, phase } of BOOT_PLAN) {
    if (phase === 'ready') await parts.whenReady()
    try {
      const action = parts.actions[step]
      const done = phase === 'ready' ? await action() : (action() as Done)
      if (!done.ok) return done
    } catch (error) {
      return fail({ kind: 'broken', step, reason: String(error) })
    }
  }
  return ok(undefined)
}
