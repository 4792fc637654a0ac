import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { type Session, session } from 'electron'

import { readAppFile } from '../main/app-files.ts'
import { APP_ORIGIN, APP_SCHEME } from '../main/content-policy.ts'
import { guardNetwork } from '../main/navigation.ts'
import { closePermissions } from '../main/permissions.ts'

const PAGE = 'paper.html'
/** The one address of the paper session that is a page. */
export const PAPER_URL = `${APP_ORIGIN}/${PAGE}`

/** A page of paper runs nothing and asks nobody: its style sheet and fonts are all that it gets [PR7]. */
const HEADERS = {
  'Content-Security-Policy': [
    `default-src 'none'`,
    `style-src 'self'`,
    `font-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types 'none'`,
  ].join('; '),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
}
const SERVED = ['text/css', 'font/woff2']

export interface PaperSession {
  readonly session: Session
  /** The built page, still empty. */
  template(): Promise<string>
  /** Serves this page at `PAPER_URL` until another one or null. */
  show(page: string | null): void
}

/** A session in memory for papers alone, with every door of the desk's own closed and a stricter policy. */
export function openPaperSession(root: string): PaperSession {
  const papers = session.fromPartition('papers', { cache: false })
  closePermissions({ session: papers, isScanning: () => false })
  guardNetwork(papers)
  let shown: string | null = null
  papers.protocol.handle(APP_SCHEME, async ({ method, url }) => {
    if (method === 'GET' && url === PAPER_URL && shown !== null) {
      return new Response(shown, { headers: { ...HEADERS, 'Content-Type': 'text/html; charset=utf-8' } })
    }
    const file = await readAppFile({ root, method, url })
    const isServed = file.ok && SERVED.some((type) => file.value.mediaType.startsWith(type))
    if (!isServed) return new Response(null, { status: 403, headers: HEADERS })
    const { bytes, mediaType } = file.value
    return new Response(new Uint8Array(bytes), { headers: { ...HEADERS, 'Content-Type': mediaType } })
  })
  return {
    session: papers,
    template: () => readFile(join(root, PAGE), 'utf8'),
    show(page) {
      shown = page
    },
  }
}
