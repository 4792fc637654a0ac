import { readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

import { type Result, fail, ok } from '#shared/kernel/result.ts'

import { APP_HOST, APP_SCHEME } from './content-policy.ts'

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

export interface AppFile {
  readonly bytes: Uint8Array
  readonly mediaType: string
}

/** `refused` is a request that no page of ours makes; `missing` is a file that is not there. */
export type AppFileFailure = 'refused' | 'missing'

/**
 * The file of the built interface that a request names. Only GET, only our host, only known types, and only
 * what truly lies inside `root` once every link is followed.
 */
export async function readAppFile(asked: {
  root: string
  method: string
  url: string
}): Promise<Result<AppFile, AppFileFailure>> {
  const path = pathOf(asked)
  if (path === undefined) return fail('refused')
  const mediaType = MEDIA_TYPES[extname(path)]
  if (mediaType === undefined) return fail('refused')
  try {
    const root = await realpath(asked.root)
    const file = await realpath(join(root, path))
    if (!file.startsWith(root + sep)) return fail('refused')
    return ok({ bytes: await readFile(file), mediaType })
  } catch {
    return fail('missing')
  }
}

function pathOf(asked: { method: string; url: string }): string | undefined {
  if (asked.method !== 'GET' || !URL.canParse(asked.url)) return undefined
  const url = new URL(asked.url)
  if (url.protocol !== `${APP_SCHEME}:` || url.host !== APP_HOST) return undefined
  if (url.pathname === '/') return 'index.html'
  // Built names are plain: whatever is encoded, climbs or hides is not one of them.
  return /^(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/.test(url.pathname) ? url.pathname.slice(1) : undefined
}
