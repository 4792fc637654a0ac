import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'

const HERE = import.meta.dirname
const DARK = /\[data-theme='dark'\] (\{[^}]*\})/
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0e6b5c"/><path d="M9 17l5 5 9-11" fill="none" stroke="#fff" stroke-width="3.5"/></svg>'

/** The desk's tokens, with dark as the browser wishes it: without a script nobody sets a theme. */
export function themeByBrowser(tokens: string): string {
  return tokens.replace(
    DARK,
    (_all, block: string) => `@media (prefers-color-scheme: dark) { :root ${block} }`,
  )
}

/** Serves the stylesheet, the icon and the typeface; they say nothing of anybody, so a browser may keep them for an hour. */
export async function serveAssets(office: FastifyInstance): Promise<void> {
  const tokens = await readFile(join(HERE, '../../shared/tokens/tokens.css'), 'utf8')
  const style = themeByBrowser(tokens) + (await readFile(join(HERE, 'style.css'), 'utf8'))
  const keep = 'private, max-age=3600'
  office.get('/office/style.css', async (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', keep).send(style),
  )
  office.get('/office/icon.svg', async (_request, reply) =>
    reply.type('image/svg+xml').header('cache-control', keep).send(ICON),
  )
  for (const script of ['latin', 'latin-ext']) {
    const file = `@fontsource-variable/inter/files/inter-${script}-wght-normal.woff2`
    const font = await readFile(fileURLToPath(import.meta.resolve(file)))
    office.get(`/office/inter-${script}.woff2`, async (_request, reply) =>
      reply.type('font/woff2').header('cache-control', keep).send(font),
    )
  }
}
