// First: schemas ask for this while they are made.
import './zod-without-eval.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

import { IPC_CONTRACT } from '#shared/ipc/contract.ts'

import { createIpcClient } from '../bridge/ipc-client.ts'
import { App } from './app.tsx'

const root = document.querySelector('#root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App call={createIpcClient({ bridge: window.counterside, contract: IPC_CONTRACT })} />
    </StrictMode>,
  )
}
