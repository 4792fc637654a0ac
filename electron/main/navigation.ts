import { type Session, type WebContents, app } from 'electron'

import { APP_ORIGIN } from './content-policy.ts'

/** The page that a window shows from its first to its last moment. */
export const START_PAGE = `${APP_ORIGIN}/`

const OWN_SCHEMES = new Set(['app:', 'blob:', 'data:', 'devtools:'])

/**
 * Keeps every page where it is: no navigation, no new window, no webview, whoever makes the page. `startPageOf` names the
 * one page of a window.
 */
export function guardNavigation(startPageOf: (contents: WebContents) => string): void {
  app.on('web-contents-created', (_event, contents) => {
    const isStartPage = (url: string) => url.split('#')[0] === startPageOf(contents)
    const comeBack = (url: string) => {
      // about:blank announces itself only once it is shown.
      if (isStartPage(url) || contents.isDestroyed()) return
      contents.loadURL(startPageOf(contents)).catch(() => undefined)
    }
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame || !isStartPage(event.url)) event.preventDefault()
    })
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.on('did-navigate', (_navigated, url) => comeBack(url))
    contents.on('did-navigate-in-page', (_navigated, url, isMainFrame) => {
      if (isMainFrame) comeBack(url)
    })
  })
}

/** Cancels every request of a page that would leave the machine or read its disk. */
export function guardNetwork(session: Session): void {
  session.webRequest.onBeforeRequest((details, answer) => {
    const isOwn = URL.canParse(details.url) && OWN_SCHEMES.has(new URL(details.url).protocol)
    answer({ cancel: !isOwn })
  })
}
