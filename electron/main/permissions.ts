import type { Session, WebContents } from 'electron'

import { APP_ORIGIN } from './content-policy.ts'

/**
 * Closes every permission of the web platform but two: lasting storage, and the camera's picture (no sound)
 * while `isScanning` says that the operator is scanning.
 */
export function closePermissions(parts: {
  session: Session
  isScanning: (contents: WebContents) => boolean
}): void {
  const { session, isScanning } = parts
  session.setPermissionRequestHandler((contents, permission, grant, details) => {
    const isOurs = details.isMainFrame && originOf(details.requestingUrl) === APP_ORIGIN
    if (!isOurs) return grant(false)
    if (isLastingStorage(permission)) return grant(true)
    if (permission !== 'media' || !('mediaTypes' in details)) return grant(false)
    return grant(details.mediaTypes?.join() === 'video' && isScanning(contents))
  })
  session.setPermissionCheckHandler((contents, permission, origin, details) => {
    if (originOf(origin) !== APP_ORIGIN || !details.isMainFrame) return false
    if (isLastingStorage(permission)) return true
    return (
      permission === 'media' && details.mediaType === 'video' && contents !== null && isScanning(contents)
    )
  })
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}))
}

function isLastingStorage(permission: string): boolean {
  return permission === 'persistent-storage'
}

/** The origin as the web sees it; Node gives none to a scheme of our own. */
function originOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, host } = new URL(url)
  return `${protocol}//${host}`
}
