import { expect } from '@playwright/test'

import { test } from '../harness/desk-test.ts'
import { oneDesk } from '../harness/one-desk.ts'

const desk = oneDesk()

test('[C3] every answer carries the closed policy', async () => {
  const { page } = desk()
  const policies = await page.evaluate(() =>
    Promise.all(
      ['/', '/gone.js'].map(async (url) => (await fetch(url)).headers.get('content-security-policy') ?? ''),
    ),
  )
  for (const policy of policies) {
    const rules = policy.split('; ')
    for (const rule of [
      `default-src 'none'`,
      `frame-ancestors 'none'`,
      `base-uri 'none'`,
      `form-action 'none'`,
    ])
      expect(rules).toContain(rule)
    expect(rules).toContain(`require-trusted-types-for 'script'`)
    expect(rules.find((rule) => rule.startsWith('script-src'))).toBe(`script-src 'self' 'wasm-unsafe-eval'`)
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/)
  }
})

test('[C3] script from text, remote content and remote requests fail', async () => {
  const { page } = desk()
  const passed = await page.evaluate(async () => {
    const elsewhere = 'http://127.0.0.1:9/'
    const own = window as unknown as Record<string, unknown>
    const loads = (element: HTMLElement) =>
      new Promise((resolve, reject) => {
        element.addEventListener('load', resolve)
        element.addEventListener('error', reject)
        document.body.append(element)
        setTimeout(reject, 2000)
      })
    const plants = (run: () => void) =>
      new Promise<void>((resolve, reject) => {
        delete own['planted']
        // Evaluated by a driver the page may evaluate; from a timer it is on its own.
        setTimeout(() => {
          try {
            run()
          } catch {}
          setTimeout(() => ('planted' in window ? resolve() : reject(new Error('blocked'))), 50)
        })
      })
    const marks = (run: () => unknown) => plants(() => (run(), (own['planted'] = 1)))
    const { trustedTypes } = own as { trustedTypes: { createPolicy(name: string, rules: object): void } }
    const opens = (socket: WebSocket) =>
      new Promise((resolve, reject) => {
        socket.addEventListener('open', resolve)
        socket.addEventListener('error', reject)
      })
    const attempts: Record<string, () => unknown> = {
      'inline script': () =>
        plants(() =>
          document.body.append(Object.assign(document.createElement('script'), { text: 'planted = 1' })),
        ),
      'inline handler': () =>
        plants(() => {
          const button = document.createElement('button')
          button.setAttribute('onclick', 'planted = 1')
          document.body.append(button)
          button.click()
        }),
      eval: () => plants(() => (own['eval'] as (text: string) => void)('planted = 1')),
      Function: () => plants(() => (own['Function'] as (text: string) => () => void)('planted = 1')()),
      'timer text': () => plants(() => void setTimeout('planted = 1' as unknown as () => void)),
      innerHTML: () => marks(() => (document.body.innerHTML = '<b>planted</b>')),
      'document.write': () => marks(() => document.write('<b>planted</b>')),
      'a policy of its own': () => marks(() => trustedTypes.createPolicy('planted', {})),
      'remote script': () =>
        loads(Object.assign(document.createElement('script'), { type: 'module', src: elsewhere })),
      'remote image': () => loads(Object.assign(new Image(), { src: elsewhere })),
      'remote style': () =>
        loads(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: elsewhere })),
      'inline style': () =>
        plants(() => {
          const style = document.createElement('style')
          style.append('body { --planted: 1 }')
          document.body.append(style)
          if (getComputedStyle(document.body).getPropertyValue('--planted') !== '') own['planted'] = 1
        }),
      fetch: () => fetch(elsewhere),
      websocket: () => opens(new WebSocket('ws://127.0.0.1:9/')),
      'event source': () => opens(new EventSource(elsewhere) as unknown as WebSocket),
      'blob worker': () =>
        new Promise((resolve, reject) => {
          const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])))
          worker.addEventListener('message', resolve)
          worker.addEventListener('error', reject)
        }),
    }
    const outcomes: string[] = []
    for (const [name, attempt] of Object.entries(attempts)) {
      await Promise.resolve()
        .then(attempt)
        .then(
          () => outcomes.push(name),
          () => undefined,
        )
    }
    return outcomes
  })
  expect(passed).toEqual([])
})

test('[C3] the desk itself breaks no rule of the policy', async () => {
  const { page } = desk()
  const messages: string[] = []
  page.on('console', (message) => messages.push(message.text()))
  await page.addInitScript(() => {
    const violations: string[] = []
    Object.assign(window, { violations })
    document.addEventListener('securitypolicyviolation', (event) =>
      violations.push([event.violatedDirective, event.blockedURI, event.sourceFile, event.sample].join(' ')),
    )
  })
  await page.reload()
  await expect(page.locator('#root')).not.toBeEmpty()
  await page.waitForLoadState('networkidle')
  expect(await page.evaluate(() => (window as unknown as { violations: string[] }).violations)).toEqual([])
  expect(messages.filter((message) => /content security policy|trusted ?type/i.test(message))).toEqual([])
})
