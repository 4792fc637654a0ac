import type { Session, WebContents } from 'electron'
import { describe, expect, test } from 'vitest'

import { closePermissions } from '#electron/main/permissions.ts'

type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>
type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>

const OURS = 'app://counterside/'
const contents = {} as WebContents

/** The handlers as Electron would get them. */
function handlersWhile(isScanning: boolean) {
  const given: { request?: RequestHandler | null; check?: CheckHandler | null; device?: unknown } = {}
  const session: Partial<Session> = {
    setPermissionRequestHandler: (handler) => void (given.request = handler),
    setPermissionCheckHandler: (handler) => void (given.check = handler),
    setDevicePermissionHandler: (handler) => void (given.device = handler?.({} as never)),
    setDisplayMediaRequestHandler: () => undefined,
  }
  closePermissions({ session: session as Session, isScanning: () => isScanning })
  const requests = (permission: string, details: object) => {
    let answer: boolean | undefined
    const asked = { requestingUrl: OURS, isMainFrame: true, ...details }
    given.request?.(contents, permission as never, (isGranted) => (answer = isGranted), asked)
    return answer
  }
  const checks = (permission: string, details: object, origin = OURS) =>
    given.check?.(contents, permission as never, origin, { isMainFrame: true, ...details })
  return { requests, checks, device: given.device }
}

describe('[C6] permissions', () => {
  test('opens the picture of the camera while scanning, never its sound', () => {
    const scanning = handlersWhile(true)
    expect(scanning.requests('media', { mediaTypes: ['video'] })).toBe(true)
    expect(scanning.checks('media', { mediaType: 'video' })).toBe(true)
    for (const mediaTypes of [['audio'], ['video', 'audio'], [], undefined])
      expect(scanning.requests('media', { mediaTypes })).toBe(false)
    for (const mediaType of ['audio', 'unknown']) expect(scanning.checks('media', { mediaType })).toBe(false)
  })

  test('keeps the camera closed while nobody scans', () => {
    const idle = handlersWhile(false)
    expect(idle.requests('media', { mediaTypes: ['video'] })).toBe(false)
    expect(idle.checks('media', { mediaType: 'video' })).toBe(false)
  })

  test.each([
    { requestingUrl: 'app://elsewhere/' },
    { requestingUrl: 'https://counterside/' },
    { requestingUrl: 'about:blank' },
    { requestingUrl: '' },
    { isMainFrame: false },
  ])('grants nothing to %j', (details) => {
    const { requests, checks } = handlersWhile(true)
    expect(requests('media', { mediaTypes: ['video'], ...details })).toBe(false)
    expect(requests('persistent-storage', details)).toBe(false)
    expect(checks('media', { mediaType: 'video', ...details }, details.requestingUrl)).toBe(false)
    expect(checks('persistent-storage', details, details.requestingUrl)).toBe(false)
  })

  test('grants lasting storage, which the local database needs, and nothing else', () => {
    const { requests, checks, device } = handlersWhile(true)
    expect([requests('persistent-storage', {}), checks('persistent-storage', {})]).toEqual([true, true])
    for (const permission of [
      'geolocation',
      'notifications',
      'hid',
      'serial',
      'usb',
      'openExternal',
      'fullscreen',
    ])
      expect([requests(permission, {}), checks(permission, {})], permission).toEqual([false, false])
    expect(device).toBe(false)
  })
})
