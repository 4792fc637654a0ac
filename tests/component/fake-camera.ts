import type { CameraFailure, CameraOpener, SeenCode } from '#renderer/scanning/camera/camera-scan.ts'
import { fail, ok } from '#shared/kernel/result.ts'

/** A camera that a test holds codes in front of. */
export function createFakeCamera() {
  const camera = {
    /** Main shuts it. */
    shut: () => {},
    /** Why the next ones do not open; null while they do. */
    failure: null as CameraFailure | null,
    /** What opening waits for. */
    opening: Promise.resolve(),
    cameras: [{ id: 'desk', name: 'Counter camera' }] as { id: string; name: string }[],
    asked: [] as (string | null)[],
    /** How many are on. */
    on: 0,
    light: null as ((isOn: boolean) => Promise<boolean>) | null,
    show: (_codes: readonly SeenCode[]) => {},
    unplug: () => {},
  }
  const opener: CameraOpener = async ({ wished, onCodes, onEnded }) => {
    camera.asked.push(wished?.id ?? null)
    await camera.opening
    if (camera.failure !== null) return fail(camera.failure)
    camera.on += 1
    let isOn = true
    camera.show = onCodes
    camera.unplug = onEnded
    return ok({
      current: wished?.id ?? camera.cameras[0]?.id ?? '',
      cameras: camera.cameras,
      torch: camera.light,
      close: () => {
        if (isOn) camera.on -= 1
        isOn = false
      },
    })
  }
  return Object.assign(camera, { opener })
}
