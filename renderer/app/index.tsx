// First: schemas ask for this while they are made.
import '../bridge/zod-without-eval.ts'

import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

import { App } from './app.tsx'
import { createDeskPorts } from './desk-ports.ts'

const root = document.querySelector('#root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App ports={createDeskPorts(window.counterside)} />
    </StrictMode>,
  )
}
