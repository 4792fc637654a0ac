import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import { fail, ok } from '#shared/kernel/result.ts'

const info = { version: '9.8.7', electron: '33', chromium: '130', platform: 'linux x64' }

test('shows the version that main tells', async () => {
  const screen = await render(<App call={() => Promise.resolve(ok(info))} />)
  await expect.element(screen.getByText('Version 9.8.7')).toBeVisible()
})

test('stays up when main does not answer', async () => {
  const screen = await render(<App call={() => Promise.resolve(fail({ kind: 'no-reply' }))} />)
  await expect.element(screen.getByText('Starting')).toBeVisible()
})
