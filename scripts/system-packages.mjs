import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Each entry lists names of which one is enough, the best first: what releases of Debian call the same package, or the like of it. */
const DESK = [
  ['xvfb'],
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
  ['libxss1'],
  ['libxtst6'],
  ['libdrm2'],
]
const TESTS = [
  ...DESK,
  ['chromium-headless-shell', 'chromium'],
  ['faketime'],
  ['strace'],
  ['cups-daemon'],
  ['cups-client'],
  ['poppler-utils'],
  ['gnome-keyring'],
  ['libsecret-1-0'],
  ['dbus'],
]
/** For each purpose what it cannot do without, and what it leaves one kind of test out without. */
const PURPOSES = {
  desk: { wanted: DESK, wished: [] },
  tests: { wanted: TESTS, wished: [['postgresql']] },
  failover: {
    wanted: [['postgresql'], ['patroni'], ['python3-etcd'], ['etcd-server'], ['haproxy'], ['pgbouncer']],
    wished: [],
  },
}

function installedPackages(names) {
  const format = '${binary:Package} ${db:Status-Status}\n'
  const listing = spawnSync('dpkg-query', ['-W', '-f', format, ...names], { encoding: 'utf8' })
  if (listing.error !== undefined) return undefined
  const rows = listing.stdout.split('\n').map((line) => line.split(' '))
  return new Set(rows.filter((row) => row[1] === 'installed').map((row) => row[0].split(':')[0]))
}

function nameHere(alternatives) {
  if (alternatives.length === 1) return alternatives[0]
  const isKnown = (name) => spawnSync('apt-cache', ['show', name], { stdio: 'ignore' }).status === 0
  return alternatives.find(isKnown) ?? alternatives[0]
}

/** The Debian packages that a purpose (`desk`, `tests` or `failover`) still needs; none where there is no dpkg. */
export function missingSystemPackages(purpose) {
  const { wanted, wished } = PURPOSES[purpose]
  const installed = installedPackages([...wanted, ...wished].flat())
  if (installed === undefined) return { required: [], optional: [] }
  const missing = (list) => list.filter((names) => !names.some((name) => installed.has(name))).map(nameHere)
  return { required: missing(wanted), optional: missing(wished) }
}

const START_POLICY = '/usr/sbin/policy-rc.d'

/** Runs an install in which no package starts what it brings, as Debian's would (invoke-rc.d asks the policy). */
export function withoutServices(install) {
  if (existsSync(START_POLICY)) return install()
  writeFileSync(START_POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    return install()
  } finally {
    rmSync(START_POLICY)
  }
}

const POSTGRES_SETTINGS = '/etc/postgresql-common'

/**
 * Runs an install in which Debian's PostgreSQL package makes and starts no server of its own, as it would: the
 * tests start one themselves and leave nothing. A machine that has PostgreSQL already keeps what it has.
 */
export function withoutDatabaseServer(install) {
  if (existsSync(POSTGRES_SETTINGS)) return install()
  const folder = join(POSTGRES_SETTINGS, 'createcluster.d')
  const file = join(folder, 'counterside-tests.conf')
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, 'create_main_cluster = false\n')
  try {
    return install()
  } finally {
    rmSync(file)
  }
}
