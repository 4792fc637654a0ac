import { createContext } from 'react'
import type { CameraChoice, CameraOpener } from '#renderer/scanning/camera/camera-scan.ts'
import type { Timer } from '#shared/kernel/timer.ts'
import type { DeviceCatalogue } from '#shared/markets/device-catalogue.ts'

/** What scanning with a camera needs and does not own. */
export interface CameraPort {
  readonly catalogue: DeviceCatalogue
  /** Whether the market lets a machine read documents: one in view can be meant then. */
  readonly isReadingDocuments: boolean
  /** The camera that was chosen last. */
  readonly camera: CameraChoice | null
  readonly onCameraChosen: (camera: CameraChoice) => void
  /** What was read goes where a scanner's reading goes. */
  readonly onScan: (text: string) => void
  /** Asks main for the camera; false where it may not be had now. */
  readonly start: () => Promise<boolean>
  /** Tells main that nobody scans any more. */
  readonly end: () => void
  /** Main shut the camera; until the returned function is called. */
  readonly onShut: (shut: () => void) => () => void
  /** Loads what opens a camera; only when somebody first scans. */
  readonly load: () => Promise<CameraOpener>
  readonly timer: Timer
}

/** Null where there is no desk around, as in a picture of one card. */
export const CameraContext = createContext<CameraPort | null>(null)
