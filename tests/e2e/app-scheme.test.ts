import { type Page, expect } from '@playwright/test'

import { test } from '../harness/desk-test.ts'
import { oneDesk } from '../harness/one-desk.ts'

/** Ways to write one folder up; each would reach the bundle of main if one were let through. */
const CLIMBS = [
  '/../main/index.js',
  '/%2e%2e/main/index.js',
  '/..%2fmain/index.js',
  '/%2e%2e%2fmain%2findex.js',
  '/..%5cmain%5cindex.js',
  '/..\\main\\index.js',
  '/%252e%252e%252fmain%252findex.js',
  '/%c0%ae%c0%ae/main/index.js',
  '/%uff0e%uff0e/main/index.js',
  '/....//main/index.js',
  '/assets/..;/..;/main/index.js',
]

const statusOf = (page: Page, asked: { url: string; method?: string }) =>
  page.evaluate(
    ({ url, method }) =>
      fetch(url, { method: method ?? 'GET' }).then(
        (response) => response.status,
        () => 'no answer' as const,
      ),
    asked,
  )

const desk = oneDesk()

test('[C4] serves its own page, and nothing above its folder in any encoding', async () => {
  const { page } = desk()
  expect(await statusOf(page, { url: '/' })).toBe(200)
  for (const url of CLIMBS) {
    expect([403, 404], url).toContain(await statusOf(page, { url }))
  }
})

test('[C4] refuses hidden files, cut-off names, unknown types and what is not there', async () => {
  const { page } = desk()
  for (const url of ['/.hidden.js', '/index.html%00.js', '/index.html.exe', '/package', '/gone.js']) {
    expect([403, 404], url).toContain(await statusOf(page, { url }))
  }
})

test('[C4] answers GET only', async () => {
  const { page } = desk()
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']) {
    expect(await statusOf(page, { url: '/', method }), method).toBe(403)
  }
})

test('[C4] answers for its own host only, also where no page asks', async () => {
  const { app, page } = desk()
  const hosts = ['app://elsewhere/', 'app://counterside.elsewhere/', 'app://counterside2/']
  for (const url of hosts) expect(await statusOf(page, { url }), url).toBe('no answer')
  const asked = await app.evaluate(
    ({ session }, urls) =>
      Promise.all(urls.map(async (url) => (await session.defaultSession.fetch(url)).status)),
    ['app://counterside/', ...hosts],
  )
  expect(asked).toEqual([200, 403, 403, 403])
})

test('[C4] no page reads a file of the machine or asks another one', async () => {
  const { app, page } = desk()
  const urls = ['file:///etc/passwd', 'file:///', 'http://127.0.0.1:9/', 'https://127.0.0.1:9/']
  for (const url of urls) expect(await statusOf(page, { url }), url).toBe('no answer')
  // The policy of the page stops these first; the guard of the network must hold alone.
  const failures = await app.evaluate(({ session }) => {
    const failure = (url: string) => session.defaultSession.fetch(url).then(() => 'answered', String)
    return Promise.all(['http://127.0.0.1:9/', 'https://127.0.0.1:9/'].map(failure))
  })
  for (const failure of failures) expect(failure).toContain('ERR_BLOCKED_BY_CLIENT')
})
