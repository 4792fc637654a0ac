import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const CUPSD = '/usr/sbin/cupsd'
const SERVER_PARTS = '/usr/lib/cups'
const DATA = '/usr/share/cups'
const START_TRIES = 100

/** A print server of the tests' own: nothing of the machine's is touched, nothing is left once it is stopped. */
export interface ThrowawayCups {
  /** The path of its socket, as `CUPS_SERVER` takes it. */
  readonly server: string
  /** Makes a queue whose jobs end as files; the name of a queue is the printer's. */
  addPrinter(name: string): void
  /** The queue takes jobs but stops printing, as after `cupsdisable`. */
  pause(name: string): void
  resume(name: string): void
  /** The queue takes no job, as after `cupsreject`. */
  reject(name: string): void
  accept(name: string): void
  remove(name: string): void
  /** The machine prefers this printer. */
  prefer(name: string): void
  setPaperOut(name: string, isOut: boolean): void
  /** The finished jobs of a queue as paths of PDF files, oldest first. */
  printed(name: string): string[]
  /** What came with a job beside its pages: user, title and options, a line each. */
  ticketOf(pdf: string): string
  /** What lies in the spool now: documents and control files. */
  spooled(): string[]
  stop(): Promise<void>
}

/** Starts CUPS as the user of this process. `preserve` keeps finished jobs as CUPS does by default. */
export async function startThrowawayCups(): Promise<ThrowawayCups> {
  const folder = mkdtempSync(join(tmpdir(), 'cs-cups-'))
  const at = (...names: string[]) => join(folder, ...names)
  const server = at('sock')
  for (const name of [
    'root/ppd',
    'spool/tmp',
    'cache',
    'state/certs',
    'log',
    'bin/backend',
    'bin/filter',
    'out',
  ])
    mkdirSync(at(name), { recursive: true })
  symlinkSync(join(SERVER_PARTS, 'daemon'), at('bin/daemon'))
  copyFileSync(join(import.meta.dirname, 'capture.sh'), at('bin/backend/capture'))
  chmodSync(at('bin/backend/capture'), 0o755)
  const user = ordinaryUser()
  writeFileSync(at('root/cups-files.conf'), filesConf({ folder, at, user }))
  writeFileSync(at('root/cupsd.conf'), serverConf(server))
  writeFileSync(at('root/mime.convs'), '')
  if (user.uid !== userInfo().uid) spawnSync('chown', ['-R', `${user.uid}:${user.gid}`, folder])
  const child = spawn(CUPSD, ['-f', '-c', at('root/cupsd.conf'), '-s', at('root/cups-files.conf')], {
    uid: user.uid,
    gid: user.gid,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: '/usr/sbin:/usr/bin:/bin' },
  })
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
  const run = (program: string, args: string[]) => {
    const done = spawnSync(program, args, {
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', CUPS_SERVER: server },
      encoding: 'utf8',
    })
    if (done.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${done.stderr}`)
  }
  const stop = async () => {
    if (child.exitCode === null) {
      const ended = new Promise<void>((resolve) => void child.once('exit', () => resolve()))
      child.kill('SIGTERM')
      await ended
    }
    rmSync(folder, { recursive: true, force: true })
  }
  for (let tries = 0; !existsSync(server); tries += 1) {
    if (tries === START_TRIES || child.exitCode !== null) {
      await stop()
      throw new Error(`CUPS did not start: ${complaint}`)
    }
    await sleep(100)
  }
  return {
    server,
    addPrinter(name) {
      mkdirSync(at('out', name))
      chownSync(at('out', name), user.uid, user.gid)
      run('lpadmin', [
        '-p',
        name,
        '-E',
        '-v',
        `capture:${at('out', name)}`,
        '-P',
        join(import.meta.dirname, 'queue.ppd'),
      ])
    },
    pause: (name) => run('cupsdisable', [name]),
    resume: (name) => run('cupsenable', [name]),
    reject: (name) => run('cupsreject', [name]),
    accept: (name) => run('cupsaccept', [name]),
    remove: (name) => run('lpadmin', ['-x', name]),
    prefer: (name) => run('lpadmin', ['-d', name]),
    setPaperOut(name, isOut) {
      const mark = at('out', name, 'media-empty')
      if (isOut) writeFileSync(mark, '')
      else unlinkSync(mark)
    },
    printed: (name) =>
      readdirSync(at('out', name))
        .filter((file) => file.endsWith('.pdf'))
        .toSorted((one, other) => jobOf(one) - jobOf(other))
        .map((file) => at('out', name, file)),
    ticketOf: (pdf) => readFileSync(pdf.replace(/\.pdf$/, '.txt'), 'utf8'),
    spooled: () => readdirSync(at('spool')).filter((file) => file !== 'tmp'),
    stop,
  }
}

interface Account {
  readonly uid: number
  readonly gid: number
  readonly name: string
  readonly group: string
}

/** CUPS refuses to serve as root, so for root it serves as the user that Debian has for printing. */
function ordinaryUser(): Account {
  const id = (flags: string, ...who: string[]) =>
    spawnSync('id', [flags, ...who], { encoding: 'utf8' }).stdout.trim()
  const who = userInfo().uid === 0 ? ['lp'] : []
  return {
    uid: Number(id('-u', ...who)),
    gid: Number(id('-g', ...who)),
    name: id('-un', ...who),
    group: id('-gn', ...who),
  }
}

function jobOf(file: string): number {
  return Number(/\d+/.exec(file)?.[0])
}

function filesConf({
  folder,
  at,
  user,
}: {
  folder: string
  at: (name: string) => string
  user: Account
}): string {
  const places = {
    ServerRoot: at('root'),
    ServerBin: at('bin'),
    DataDir: DATA,
    RequestRoot: at('spool'),
    TempDir: at('spool/tmp'),
    CacheDir: at('cache'),
    StateDir: at('state'),
    DocumentRoot: folder,
    AccessLog: at('log/access'),
    ErrorLog: at('log/error'),
    PageLog: at('log/page'),
    User: user.name,
    Group: user.group,
    SystemGroup: user.group,
  }
  return Object.entries(places)
    .map(([name, value]) => `${name} ${value}\n`)
    .join('')
}

function serverConf(server: string): string {
  return `LogLevel debug
Listen ${server}
Browsing Off
WebInterface No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess default
  JobPrivateValues default
  <Limit Cancel-Job>
    Require user @OWNER @SYSTEM
    Order deny,allow
  </Limit>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
`
}
