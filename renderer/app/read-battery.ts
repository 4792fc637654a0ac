import type { Battery } from '#shared/domain/ready-to-go.ts'

/** What Chromium knows of the battery (Battery Status API); a machine without one is full and charging there. */
interface BatterySource {
  readonly getBattery?: () => Promise<{ readonly level: number; readonly charging: boolean }>
}

/** Whole percent, never more than there is. */
export async function readBattery(platform: object): Promise<Battery> {
  try {
    const found = await (platform as BatterySource).getBattery?.()
    if (found === undefined) return 'unknown'
    return { percent: Math.floor(found.level * 100), isCharging: found.charging }
  } catch {
    return 'unknown'
  }
}
