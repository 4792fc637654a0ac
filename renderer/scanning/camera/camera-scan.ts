import type { Timer } from '#shared/kernel/timer.ts'
import type { Result } from '#shared/kernel/result.ts'

/** A code as a camera saw it; a GS1 element string has its symbology identifier (ISO/IEC 15424) in front. */
export type SeenCode = string

/** Why no picture comes (CA9). */
export type CameraFailure = 'no-camera' | 'refused' | 'in-use' | 'failed'

export interface CameraChoice {
  /** The browser's own, which may be another after a restart (CA8). */
  readonly id: string
  /** Empty where the browser knows none. */
  readonly name: string
}

/** A camera that is on. */
export interface OpenCamera {
  readonly current: string
  readonly cameras: readonly CameraChoice[]
  /** Null where there is none; it rejects never and says whether it is as wished. */
  readonly torch: ((isOn: boolean) => Promise<boolean>) | null
  /** Turns it off. Once is enough; again does no harm. */
  close(): void
}

/** Turns a camera on inside `host`; failing is a value. */
export type CameraOpener = (request: {
  readonly host: HTMLElement
  /** The camera to ask for first; null for any. */
  readonly wished: CameraChoice | null
  /** Every code in view, each once; never empty. */
  readonly onCodes: (codes: readonly SeenCode[]) => void
  /** The picture ended by itself: unplugged, or taken away. */
  readonly onEnded: () => void
  readonly timer: Timer
}) => Promise<Result<OpenCamera, CameraFailure>>
