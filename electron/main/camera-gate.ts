/** Whether the camera's picture may be had now: while the desk scans, is unlocked, and is there to be seen (C6). */
export interface CameraGate {
  isOpen(): boolean
  setScanning(isOn: boolean): void
  /** The page went, or its window is out of sight: whoever scanned does not any more. */
  shut(): void
}

/** `onShut` tells the window, once for each time that it was scanning. */
export function createCameraGate(parts: { isLocked: () => boolean; onShut: () => void }): CameraGate {
  let isScanning = false
  return {
    isOpen: () => isScanning && !parts.isLocked(),
    setScanning(isOn) {
      isScanning = isOn
    },
    shut() {
      if (!isScanning) return
      isScanning = false
      parts.onShut()
    },
  }
}
