import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'

import { App } from '#renderer/app/app.tsx'
import { createIpcClient } from '#renderer/bridge/ipc-client.ts'
import { IPC_CONTRACT } from '#shared/ipc/contract.ts'
import { fail, ok } from '#shared/kernel/result.ts'

const clientOfMainThat = (answers: () => unknown) =>
  createIpcClient({
    bridge: { call: () => Promise.resolve(answers()), onEvent: () => () => {} },
    contract: IPC_CONTRACT,
  })

test('shows the version that main tells', async () => {
  const info = { version: '9.8.7', electron: '33', chromium: '130', platform: 'linux x64' }
  const screen = await render(<App call={clientOfMainThat(() => ok(info))} />)
  await expect.element(screen.getByText('Version 9.8.7')).toBeVisible()
})

test('stays up when main does not answer', async () => {
  const screen = await render(<App call={clientOfMainThat(() => fail({ kind: 'locked' }))} />)
  await expect.element(screen.getByText('Starting')).toBeVisible()
})
