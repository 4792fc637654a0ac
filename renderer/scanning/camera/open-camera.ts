import { Html5Qrcode } from 'html5-qrcode/esm/html5-qrcode'
import { Html5QrcodeSupportedFormats as Format } from 'html5-qrcode/esm/core'
import { fail, ok } from '#shared/kernel/result.ts'
import type { CameraChoice, CameraFailure, CameraOpener } from './camera-scan.ts'
import { type FrameReader, startFrameReader } from './frame-reader.ts'
import type { FrameCode } from './frame-reading.ts'
import { createVideoDetector, textsOf } from './video-detector.ts'

const HOST_ID = 'camera-picture'
const WIDTH = 1280
const HEIGHT = 720
const LOOKS_PER_SECOND = 15
const READ = [
  Format.QR_CODE,
  Format.DATA_MATRIX,
  Format.CODE_128,
  Format.CODE_39,
  Format.EAN_13,
  Format.PDF_417,
]

/** Turns a camera on and reads with it until it is closed. */
export const openCamera: CameraOpener = async ({ host, wished, onCodes, onEnded, timer }) => {
  // Asked for here first: the library hands a failure on as a text.
  const asked = await askForCamera(wished)
  if (!asked.ok) return asked
  const granted = asked.value
  const current = idOf(granted)
  const cameras = await listCameras()
  let isOver = false
  let seen: readonly FrameCode[] = []
  const reader = startFrameReader()
  prepareHost(host)
  const scanner = withDetector(
    createVideoDetector({
      reader,
      takeFrame: () => frameOf(host.querySelector('video')),
      nextFrame: () => new Promise((resolve) => void timer.after(1000 / LOOKS_PER_SECOND, resolve)),
      isOver: () => isOver,
      onSeen: (codes) => (seen = codes),
    }),
  )
  const close = () => {
    if (isOver) return
    isOver = true
    closeAll({ host, scanner, reader })
  }
  const onRead = (text: string) => {
    if (isOver) return
    const codes = seen.length > 0 ? textsOf(seen) : [text]
    seen = []
    onCodes(codes)
  }
  try {
    const videoConstraints = constraintsOf(current)
    await scanner.start(
      { deviceId: { exact: current } },
      { fps: LOOKS_PER_SECOND, disableFlip: true, videoConstraints },
      onRead,
      undefined,
    )
  } catch {
    close()
    return fail('failed')
  } finally {
    // The library has the picture now, or nobody has.
    for (const track of granted.getTracks()) track.stop()
  }
  const track = tracksOf(host)[0]
  track?.addEventListener('ended', () => {
    if (isOver) return
    close()
    onEnded()
  })
  return ok({ current, cameras, torch: torchOf(track), close })
}

/** The picture as it is now; none before it has begun. */
function frameOf(video: HTMLVideoElement | null): VideoFrame | null {
  const hasPicture = video !== null && video.readyState >= video.HAVE_CURRENT_DATA
  return hasPicture ? new VideoFrame(video) : null
}

function constraintsOf(cameraId: string | null): MediaTrackConstraints {
  const size = { width: { ideal: WIDTH }, height: { ideal: HEIGHT } }
  return cameraId === null
    ? { ...size, facingMode: { ideal: 'environment' } }
    : { ...size, deviceId: { exact: cameraId } }
}

/** The camera that is wished for, by its id or else by its name, or else any (CA8). Main lets it scan by now, so names are told. */
async function askForCamera(wished: CameraChoice | null) {
  if (wished === null) return askFor(null)
  const cameras = await listCameras()
  const meant =
    cameras.find(({ id }) => id === wished.id) ??
    cameras.find(({ name }) => name !== '' && name === wished.name)
  const asked = await askFor(meant?.id ?? null)
  // It was unplugged meanwhile.
  return asked.ok || asked.failure !== 'no-camera' ? asked : askFor(null)
}

async function askFor(cameraId: string | null) {
  try {
    return ok(await navigator.mediaDevices.getUserMedia({ video: constraintsOf(cameraId), audio: false }))
  } catch (error) {
    return fail(failureOf(error))
  }
}

function idOf(stream: MediaStream): string {
  return stream.getVideoTracks()[0]?.getSettings().deviceId ?? ''
}

async function listCameras(): Promise<readonly CameraChoice[]> {
  return (await navigator.mediaDevices.enumerateDevices())
    .filter(({ kind }) => kind === 'videoinput')
    .map(({ deviceId, label }) => ({ id: deviceId, name: label }))
}

/** By the names of the Media Capture specification. */
function failureOf(error: unknown): CameraFailure {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'no-camera'
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused'
  return name === 'NotReadableError' || name === 'AbortError' ? 'in-use' : 'failed'
}

/** The library finds its element by id and empties it by `innerHTML`, which no page of ours may write to (CA10). */
function prepareHost(host: HTMLElement): void {
  host.id = HOST_ID
  Object.defineProperty(host, 'innerHTML', {
    configurable: true,
    set: (text: string) => {
      if (text !== '') throw new Error('an element that is only emptied')
      host.replaceChildren()
    },
  })
}

/** The library takes whatever BarcodeDetector the page has while it is made. */
function withDetector(detector: object): Html5Qrcode {
  const before = Object.getOwnPropertyDescriptor(window, 'BarcodeDetector')
  const Made = function () {
    return detector
  }
  Object.defineProperty(window, 'BarcodeDetector', { configurable: true, value: Made })
  try {
    return new Html5Qrcode(HOST_ID, {
      verbose: false,
      formatsToSupport: READ,
      useBarCodeDetectorIfSupported: true,
    })
  } finally {
    if (before === undefined) Reflect.deleteProperty(window, 'BarcodeDetector')
    else Object.defineProperty(window, 'BarcodeDetector', before)
  }
}

function tracksOf(host: HTMLElement): readonly MediaStreamTrack[] {
  const source = host.querySelector('video')?.srcObject
  return source instanceof MediaStream ? source.getVideoTracks() : []
}

function torchOf(track: MediaStreamTrack | undefined): ((isOn: boolean) => Promise<boolean>) | null {
  if (track === undefined || !('torch' in track.getCapabilities())) return null
  return async (isOn) => {
    try {
      // The specification of image capture names it; the types of the DOM do not.
      await track.applyConstraints({ advanced: [{ torch: isOn } as MediaTrackConstraintSet] })
      return true
    } catch {
      return false
    }
  }
}

function closeAll({
  host,
  scanner,
  reader,
}: {
  host: HTMLElement
  scanner: Html5Qrcode
  reader: FrameReader
}) {
  reader.close()
  for (const track of tracksOf(host)) track.stop()
  try {
    // It stumbles over a picture that has not begun; the tracks are stopped whatever it does.
    void scanner.stop().catch(() => undefined)
  } catch {
    // It had not begun.
  }
}
