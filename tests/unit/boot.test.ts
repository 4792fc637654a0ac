import { describe, expect, test } from 'vitest'

import { BOOT_PLAN, type BootActions, runBoot } from '#electron/main/boot.ts'
import { fail, ok } from '#shared/kernel/result.ts'

const steps = BOOT_PLAN.map(({ step }) => step)
type Step = (typeof steps)[number]

function recording(parts: { log: string[]; instead?: Partial<BootActions> }): BootActions {
  const actions = steps.map((step) => [
    step,
    () => {
      parts.log.push(step)
      return ok(undefined)
    },
  ])
  return { ...(Object.fromEntries(actions) as BootActions), ...parts.instead }
}

describe('the boot plan', () => {
  test('closes every door before a window opens', () => {
    const window = steps.indexOf('desk-window')
    const doors: Step[] = ['app-files', 'permissions', 'network-guard', 'navigation-guard', 'menu', 'ipc']
    for (const door of doors) expect(steps.indexOf(door)).toBeLessThan(window)
  })

  test('does what Electron takes only before it is ready, and nothing else, before it is ready', () => {
    const early = BOOT_PLAN.filter(({ phase }) => phase === 'before-ready').map(({ step }) => step)
    expect(early).toEqual(['single-instance', 'app-scheme'])
    expect(BOOT_PLAN.slice(0, early.length).every(({ phase }) => phase === 'before-ready')).toBe(true)
  })

  test('runs the early steps synchronously and the rest once Electron is ready', async () => {
    const log: string[] = []
    let isReady = () => {}
    const ready = new Promise<void>((resolve) => (isReady = resolve))
    const boot = runBoot({ actions: recording({ log }), whenReady: () => ready })
    expect(log).toEqual(['single-instance', 'app-scheme'])
    isReady()
    expect(await boot).toEqual(ok(undefined))
    expect(log).toEqual(steps)
  })

  test('[F72] stops at a second instance without touching anything else', async () => {
    const log: string[] = []
    const instead = { 'single-instance': () => fail({ kind: 'already-running' } as const) }
    const boot = await runBoot({ actions: recording({ log, instead }), whenReady: () => Promise.resolve() })
    expect(boot).toEqual(fail({ kind: 'already-running' }))
    expect(log).toEqual([])
  })

  test('names the step that broke', async () => {
    const broken = () => {
      throw new Error('no disk')
    }
    const actions = recording({ log: [], instead: { ipc: broken } })
    expect(await runBoot({ actions, whenReady: () => Promise.resolve() })).toEqual(
      fail({ kind: 'broken', step: 'ipc', reason: 'Error: no disk' }),
    )
  })
})
