import { expect } from '@playwright/test'

import { test } from '../harness/desk-test.ts'

const WITH_CAMERA = ['--use-fake-device-for-media-stream']

const ASKED_FOR = [
  'camera',
  'microphone',
  'geolocation',
  'notifications',
  'clipboard-read',
  'clipboard-write',
  'midi',
  'background-sync',
  'accelerometer',
  'gyroscope',
  'magnetometer',
  'screen-wake-lock',
  'storage-access',
  'idle-detection',
  'local-fonts',
  'window-management',
  'display-capture',
  'payment-handler',
]

test('[C6] a check grants no permission but lasting storage', async ({ launch }) => {
  const { page } = await launch()
  const states = await page.evaluate(async (names) => {
    const stateOf = (name: string) =>
      navigator.permissions.query({ name: name as PermissionName }).then(
        ({ state }) => state as string,
        () => 'unknown here',
      )
    return Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, await stateOf(name)] as const)),
    )
  }, ASKED_FOR)
  for (const [name, state] of Object.entries(states)) expect(state, name).not.toBe('granted')
  const lasting = await page.evaluate(async () => {
    const isGranted = await navigator.storage.persist()
    return isGranted && (await navigator.storage.persisted())
  })
  expect(lasting).toBe(true)
})

test('[C6] the camera, the microphone and the screen stay closed while nobody scans', async ({ launch }) => {
  const { page, app, output } = await launch({ args: WITH_CAMERA })
  const refusals = await page.evaluate(async () => {
    const name = (error: unknown) => (error instanceof Error ? error.name : String(error))
    const open = (constraints: MediaStreamConstraints) =>
      navigator.mediaDevices.getUserMedia(constraints).then(() => 'open', name)
    return {
      video: await open({ video: true }),
      audio: await open({ audio: true }),
      both: await open({ audio: true, video: true }),
      screen: await navigator.mediaDevices.getDisplayMedia({ video: true }).then(() => 'open', name),
    }
  })
  expect(refusals).toEqual({
    video: 'NotAllowedError',
    audio: 'NotAllowedError',
    both: 'NotAllowedError',
    screen: expect.stringMatching(/^(NotAllowedError|NotReadableError|AbortError)$/) as unknown,
  })
  expect(output()).not.toContain('Uncaught')
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('[C6] no request of the page opens a device or a service of the machine', async ({ launch }) => {
  const { page } = await launch()
  const opened = await page.evaluate(async () => {
    const browser = navigator as unknown as Record<
      string,
      Record<string, (...args: unknown[]) => Promise<unknown>>
    >
    const attempts: Record<string, () => unknown> = {
      hid: () => browser['hid']?.['requestDevice']?.({ filters: [] }),
      serial: () => browser['serial']?.['requestPort']?.({ filters: [] }),
      usb: () => browser['usb']?.['requestDevice']?.({ filters: [] }),
      bluetooth: () => browser['bluetooth']?.['requestDevice']?.({ acceptAllDevices: true }),
      midi: () => navigator.requestMIDIAccess({ sysex: true }),
      wakeLock: () => navigator.wakeLock.request('screen'),
      clipboard: () => navigator.clipboard.readText(),
      notification: async () => (await Notification.requestPermission()) === 'granted',
      location: () =>
        new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
      fonts: () => (window as unknown as { queryLocalFonts(): unknown }).queryLocalFonts(),
      screens: () => (window as unknown as { getScreenDetails(): unknown }).getScreenDetails(),
      fullscreen: () => document.documentElement.requestFullscreen().then(() => true),
      pointer: () => document.body.requestPointerLock(),
      folder: () => (window as unknown as { showDirectoryPicker(): unknown }).showDirectoryPicker(),
    }
    const isOpen = (answer: unknown) =>
      Array.isArray(answer) ? answer.length > 0 : answer !== false && answer !== undefined
    const refused = Symbol('refused')
    const patience = () => new Promise((resolve) => setTimeout(() => resolve(refused), 3000))
    const outcomes = Object.entries(attempts).map(async ([name, attempt]) => {
      try {
        const answer = await Promise.race([attempt(), patience()])
        return answer !== refused && isOpen(answer) ? [name] : []
      } catch {
        return []
      }
    })
    return (await Promise.all(outcomes)).flat()
  })
  expect(opened).toEqual([])
})
