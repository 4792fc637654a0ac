import { useEffect, useState } from 'react'

import type { IPC_CONTRACT } from '#shared/ipc/contract.ts'
import type { AppInfo } from '#shared/ipc/desk-state.ts'

import type { IpcClient } from '../bridge/ipc-client.ts'

/** The whole interface of the desk. */
export function App({ call }: { call: IpcClient<typeof IPC_CONTRACT> }) {
  const [info, setInfo] = useState<AppInfo>()
  useEffect(() => {
    void call('app.info', {}).then((reply) => {
      if (reply.ok) setInfo(reply.value)
    })
  }, [call])
  return (
    <main>
      <h1>Counterside</h1>
      <p>{info === undefined ? 'Starting' : `Version ${info.version}`}</p>
    </main>
  )
}
