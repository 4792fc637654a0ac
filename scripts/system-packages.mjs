import { spawnSync } from 'node:child_process'

/** Each entry lists the names that releases of Debian give the same package. */
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
const TESTS = [...DESK, ['chromium']]
const TESTS_OPTIONAL = [['postgresql']]

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

/** The Debian packages that a purpose (`desk` or `tests`) still needs; none where there is no dpkg. */
export function missingSystemPackages(purpose) {
  const wanted = purpose === 'tests' ? TESTS : DESK
  const wished = purpose === 'tests' ? TESTS_OPTIONAL : []
  const installed = installedPackages([...wanted, ...wished].flat())
  if (installed === undefined) return { required: [], optional: [] }
  const missing = (list) => list.filter((names) => !names.some((name) => installed.has(name))).map(nameHere)
  return { required: missing(wanted), optional: missing(wished) }
}
