import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { expect } from '@playwright/test'

/** A real keystore for one test: GNOME's keyring, unlocked, on a session bus of its own. */
export interface Keyring {
  /** What a desk that uses it is started with. */
  readonly env: Readonly<Record<string, string>>
  readonly preload: string
  close(): Promise<void>
}

export async function openKeyring(): Promise<Keyring> {
  const folder = mkdtempSync(join(tmpdir(), 'counterside-keyring-'))
  const children: ChildProcess[] = []
  const close = async () => {
    for (const child of children.toReversed()) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
    }
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const bus = spawn('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    children.push(bus)
    const address = await new Promise<string>((resolve, reject) => {
      bus.once('error', reject)
      bus.once('exit', () => reject(new Error('the session bus ended')))
      bus.stdout.once('data', (line: Buffer) => resolve(line.toString().trim()))
    })
    const env = {
      DBUS_SESSION_BUS_ADDRESS: address,
      XDG_RUNTIME_DIR: folder,
      XDG_DATA_HOME: join(folder, 'data'),
    }
    const keyring = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
      env: { ...process.env, ...env },
      stdio: ['pipe', 'ignore', 'inherit'],
    })
    children.push(keyring)
    keyring.stdin.end('the password of this test\n')
    await expect.poll(() => isOwned('org.freedesktop.secrets', env), { timeout: 15_000 }).toBe(true)
    // Only the bus is handed on: the desk keeps its other folders, and starts no service for screen readers there.
    return {
      env: { DBUS_SESSION_BUS_ADDRESS: address, NO_AT_BRIDGE: '1' },
      preload: join(import.meta.dirname, 'use-keyring.cjs'),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function isOwned(name: string, env: Readonly<Record<string, string>>): Promise<boolean> {
  const method = 'org.freedesktop.DBus.NameHasOwner'
  const args = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/', method, `string:${name}`]
  const { stdout } = await promisify(execFile)('dbus-send', args, { env: { ...process.env, ...env } })
  return stdout.includes('boolean true')
}
