import { spawnSync } from 'node:child_process'

/**
 * The environment of a program whose clock is so many days off, by Debian's `faketime`.
 */
export function clockOffBy(days: number): Record<string, string> {
  const offset = `${days < 0 ? '' : '+'}${days}d`
  const asked = spawnSync('faketime', ['-f', offset, 'printenv', 'LD_PRELOAD'], { encoding: 'utf8' })
  const library = asked.status === 0 ? asked.stdout.trim() : ''
  if (library === '') throw new Error('faketime is not installed: Debian has it as the package faketime')
  return {
    LD_PRELOAD: library,
    FAKETIME: offset,
    DONT_FAKE_MONOTONIC: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  }
}
