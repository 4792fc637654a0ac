import { spawn } from 'node:child_process'

import { CHECKOUT, ownDisplay } from './launch-desk.ts'

const SAYS_WITHIN_MS = 60_000

/** Starts a desk that cannot open, and gives the reason that main writes beside its dialog. The desk is ended then. */
export async function whyItStaysClosed(profile: string): Promise<string> {
  const electron = process.env['ELECTRON_EXEC_PATH']
  if (electron === undefined) throw new Error('these tests were not started by their lane')
  const child = spawn(electron, [CHECKOUT, `--user-data-dir=${profile}`], {
    env: { ...process.env, ...ownDisplay() },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()))
  let said = ''
  const reason = new Promise<string>((resolve) => {
    const tooLate = setTimeout(() => {
      resolve(`nothing was said in time, but ${said}`)
    }, SAYS_WITHIN_MS)
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const found = /The desk could not start: (\{.*\})/.exec(said)?.[1]
      if (found === undefined) return
      clearTimeout(tooLate)
      resolve(found)
    })
  })
  try {
    return await reason
  } finally {
    child.kill('SIGKILL')
    await ended
  }
}
