import { type ChildProcess, type SpawnOptions } from 'node:child_process'
import { chownSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import pg from 'pg'
import { z } from 'zod'

import { assert } from '#shared/kernel/assert.ts'

import { exitOf, spawnTied, stopChild } from '../child.ts'
import { freePort } from '../free-port.ts'
import { newestServer } from '../throwaway-postgres.ts'
import { userNamed } from '../users.ts'
import { type ClusterNode, haproxyFile, patroniFile, pgbouncerFile } from './cluster-files.ts'

const NODES = ['one', 'two', 'three']
const LOOK_MS = 250
/** For a first start, and for a node that comes back by copying the whole database. */
const PATIENCE_MS = 180_000

const viewSchema = z.object({
  members: z.array(z.object({ name: z.string(), role: z.string(), state: z.string() })),
})

/** PostgreSQL on three nodes of this machine under Patroni, with etcd, HAProxy and PgBouncer before them. */
export interface Cluster {
  /** Through HAProxy: whoever is the primary. */
  readonly url: string
  /** Through PgBouncer, which goes through HAProxy. */
  readonly pooledUrl: string
  /**
   * Ends the primary as a power cut would, Patroni with it or PostgreSQL alone, and resolves once another node is the
   * primary, the one that was killed follows it, and a second node confirms every commit again.
   */
  killPrimary(how: 'whole' | 'postgres'): Promise<void>
  stop(): Promise<void>
}

/** Starts it as an ordinary user, all on loopback, in a folder of its own. Throws when it does not come up. */
export async function startCluster(): Promise<Cluster> {
  const binaries = newestServer()
  assert(binaries !== undefined, 'PostgreSQL is installed')
  const user = process.getuid?.() === 0 ? userNamed('postgres') : undefined
  const folder = mkdtempSync(join(tmpdir(), 'counterside-cluster-'))
  if (user !== undefined) chownSync(folder, user.uid, user.gid)
  const children = new Map<string, ChildProcess>()
  const start = (name: string, command: string, args: readonly string[]) => {
    const log = openSync(join(folder, `${name}.log`), 'a')
    const options: SpawnOptions = { ...user, cwd: folder, stdio: ['ignore', log, log] }
    children.set(name, spawnTied(command, args, options))
  }
  const write = (name: string, text: string): string => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  }
  const nodes: ClusterNode[] = []
  const stop = async () => {
    const all = [...children].toReversed().map(([, child]) => child)
    // A node that is alone would wait for another to confirm its last commit.
    for (const child of all) await stopChild(child)
    for (const { name } of nodes) endPostmaster(join(folder, name))
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const [etcdPort, peerPort, proxyPort, poolPort] = [
      await freePort(),
      await freePort(),
      await freePort(),
      await freePort(),
    ]
    for (const name of NODES) nodes.push({ name, postgresPort: await freePort(), restPort: await freePort() })
    start('etcd', 'etcd', etcdArguments({ folder, etcdPort, peerPort }))
    const startNode = (node: ClusterNode) =>
      start(node.name, 'patroni', [
        write(`${node.name}.yml`, patroniFile({ node, etcdPort, folder, binaries })),
      ])
    for (const node of nodes) startNode(node)
    await until(async () => isWhole(await viewOf(nodes)))
    start('haproxy', 'haproxy', ['-db', '-f', write('haproxy.cfg', haproxyFile({ nodes, port: proxyPort }))])
    const pooler = write('pgbouncer.ini', pgbouncerFile({ databasePort: proxyPort, port: poolPort }))
    start('pgbouncer', 'pgbouncer', [pooler])
    const url = `postgres://postgres@127.0.0.1:${proxyPort}/postgres`
    const pooledUrl = `postgres://postgres@127.0.0.1:${poolPort}/postgres`
    await until(async () => leadsToPrimary(url))
    await until(async () => leadsToPrimary(pooledUrl))
    return {
      url,
      pooledUrl,
      async killPrimary(how) {
        const before = primaryOf(await viewOf(nodes))
        const killed = nodes.find(({ name }) => name === before)
        const patroni = children.get(killed?.name ?? '')
        assert(killed !== undefined && patroni !== undefined, 'there is a primary')
        if (how === 'whole') {
          patroni.kill('SIGKILL')
          await exitOf(patroni)
        }
        endPostmaster(join(folder, killed.name))
        await until(async () => {
          const now = primaryOf(await viewOf(nodes))
          return now !== undefined && now !== killed.name
        })
        if (how === 'whole') startNode(killed)
        await until(async () => isWhole(await viewOf(nodes)))
      },
      stop,
    }
  } catch (error) {
    for (const name of children.keys())
      console.error(`--- ${name}\n${readFileSync(join(folder, `${name}.log`), 'utf8').slice(-1500)}`)
    await stop()
    throw error
  }
}

function etcdArguments(given: { folder: string; etcdPort: number; peerPort: number }): readonly string[] {
  const client = `http://127.0.0.1:${given.etcdPort}`
  const peer = `http://127.0.0.1:${given.peerPort}`
  const urls = { 'listen-client-urls': client, 'advertise-client-urls': client, 'listen-peer-urls': peer }
  const cluster = { 'initial-advertise-peer-urls': peer, 'initial-cluster': `default=${peer}` }
  return [
    ...Object.entries({ ...urls, ...cluster }).flatMap(([name, value]) => [`--${name}`, value]),
    '--data-dir',
    join(given.folder, 'etcd'),
  ]
}

type View = z.infer<typeof viewSchema>['members']

/** What Patroni says of the cluster, asked at any node that answers. */
async function viewOf(nodes: readonly ClusterNode[]): Promise<View> {
  for (const { restPort } of nodes) {
    try {
      const answer = await fetch(`http://127.0.0.1:${restPort}/cluster`, {
        signal: AbortSignal.timeout(2000),
      })
      return viewSchema.parse(await answer.json()).members
    } catch {
      continue
    }
  }
  return []
}

const isWell = (state: string) => state === 'running' || state === 'streaming'

function primaryOf(view: View): string | undefined {
  return view.find(({ role, state }) => role === 'leader' && isWell(state))?.name
}

function isWhole(view: View): boolean {
  const isConfirmed = view.some(({ role, state }) => role === 'sync_standby' && isWell(state))
  return (
    view.length === NODES.length &&
    view.every(({ state }) => isWell(state)) &&
    primaryOf(view) !== undefined &&
    isConfirmed
  )
}

/** HAProxy takes every node for well until it has looked: only as many new connections as there are nodes tell. */
async function leadsToPrimary(url: string): Promise<boolean> {
  for (let connection = 0; connection < NODES.length; connection += 1) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
    client.on('error', () => undefined)
    try {
      await client.connect()
      const { rows } = await client.query<{ standby: boolean }>('SELECT pg_is_in_recovery() AS standby')
      if (rows[0]?.standby !== false) return false
    } catch {
      return false
    } finally {
      await client.end().catch(() => undefined)
    }
  }
  return true
}

/** PostgreSQL is no child of ours: Patroni starts it apart, so that it survives Patroni. */
function endPostmaster(data: string): void {
  try {
    process.kill(Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n', 1)[0]), 'SIGKILL')
  } catch {
    // It ended by itself.
  }
}

async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  for (let waitedMs = 0; waitedMs < PATIENCE_MS; waitedMs += LOOK_MS) {
    if (await isSo()) return
    await sleep(LOOK_MS)
  }
  throw new Error('the cluster did not come to rest in time')
}
