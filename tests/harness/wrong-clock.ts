import { spawnSync } from 'node:child_process'

import { systemClock } from '#electron/main/system-clock.ts'

const DAY_S = 24 * 60 * 60

/** The environment of a program whose clock is so many days off. */
export function clockOffBy(days: number): Record<string, string> {
  return clockOff(days * DAY_S)
}

/** The environment of a program that starts at this instant by its own clock. */
export function clockAt(instant: string): Record<string, string> {
  return clockOff(Math.round((Date.parse(instant) - systemClock.wallMs()) / 1000))
}

/** By Debian's `faketime`. */
function clockOff(seconds: number): Record<string, string> {
  const offset = `${seconds < 0 ? '' : '+'}${seconds}`
  const asked = spawnSync('faketime', ['-f', offset, 'printenv', 'LD_PRELOAD'], { encoding: 'utf8' })
  const library = asked.status === 0 ? asked.stdout.trim() : ''
  if (library === '') throw new Error('faketime is not installed: Debian has it as the package faketime')
  return { LD_PRELOAD: library, FAKETIME: offset }
}
