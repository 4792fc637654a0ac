import { request } from 'node:http'

import { type IppAnswer, type IppAttribute, IPP_OPERATION, decodeIpp, encodeIpp } from './ipp.ts'
import type { Hindrance, PrintQueue, QueuedJob } from './print-queue.ts'

/** Where CUPS listens on this machine: a socket, or a port of the loopback interface. */
export type CupsAddress = { readonly socketPath: string } | { readonly port: number }

const ANSWER_WITHIN_MS = 3000
const MAX_ANSWER_BYTES = 1024 * 1024
/** CUPS lists the newest of the complete ones first. */
const LATEST_JOBS = 10
const NOT_FOUND = 0x0406

/** printer-state 5 of RFC 8011, 5.4.11. */
const STOPPED = 5
/** job-state of RFC 8011, 5.3.7. */
const COMPLETED = 9
const ENDED_BADLY = new Set([7, 8])

/** printer-state-reasons (RFC 8011, 5.4.12) that keep paper from coming out, without their severity. */
const REASONS: Readonly<Record<string, Hindrance>> = {
  'media-empty': 'paper-out',
  'media-needed': 'paper-out',
  offline: 'printer-offline',
  'offline-report': 'printer-offline',
  shutdown: 'printer-offline',
  'connecting-to-device': 'printer-offline',
  'timed-out': 'printer-offline',
  paused: 'printer-paused',
}

/** CUPS as `CUPS_SERVER` names it, or at its usual socket; null when it is another machine's. */
export function cupsAddress(given: { server: string | undefined; platform: string }): CupsAddress | null {
  const { server, platform } = given
  if (server === undefined || server === '') {
    return { socketPath: platform === 'darwin' ? '/private/var/run/cupsd' : '/run/cups/cups.sock' }
  }
  if (server.startsWith('/')) return { socketPath: server }
  const local = /^(?:localhost|127\.0\.0\.1)(?::(\d{1,5}))?$/.exec(server)
  return local === null ? null : { port: Number(local[1] ?? 631) }
}

/** Asks CUPS by IPP. `user` is whose jobs these are: CUPS lets their owner remove them. */
export function createCupsQueue(given: { address: CupsAddress; user: string }): PrintQueue {
  const { address, user } = given
  let requestId = 0

  async function ask(
    operation: number,
    asked: { printer: string; attributes: readonly IppAttribute[] },
  ): Promise<IppAnswer | null> {
    requestId += 1
    const attributes: readonly IppAttribute[] = [
      ['printer-uri', 'uri', `ipp://localhost/printers/${encodeURIComponent(asked.printer)}`],
      ...asked.attributes,
    ]
    const answer = await post(address, encodeIpp({ operation, requestId, attributes }))
    const decoded = answer === null ? null : decodeIpp(answer)
    return decoded?.ok === true ? decoded.value : null
  }

  /** In a list of jobs CUPS leaves out the names of those that are complete, so each is asked for by itself. */
  async function jobOf(asked: { printer: string; id: number; name: string }): Promise<QueuedJob | null> {
    const answer = await ask(IPP_OPERATION.getJobAttributes, {
      printer: asked.printer,
      attributes: [
        ['job-id', 'integer', asked.id],
        ['requesting-user-name', 'name', user],
        ['requested-attributes', 'keyword', 'job-name', 'job-state'],
      ],
    })
    const group = answer?.groups[0]
    if (group?.get('job-name')?.[0] !== asked.name) return null
    return { id: asked.id, state: stateOf(Number(group.get('job-state')?.[0])) }
  }

  return {
    async preferred() {
      const answer = await ask(IPP_OPERATION.cupsGetDefault, {
        printer: '',
        attributes: [['requested-attributes', 'keyword', 'printer-name']],
      })
      const name = answer?.groups[0]?.get('printer-name')?.[0]
      return typeof name === 'string' ? name : null
    },

    async hindrance(printer) {
      const answer = await ask(IPP_OPERATION.getPrinterAttributes, {
        printer,
        attributes: [
          [
            'requested-attributes',
            'keyword',
            'printer-state',
            'printer-state-reasons',
            'printer-is-accepting-jobs',
          ],
        ],
      })
      if (answer === null) return null
      if (answer.status === NOT_FOUND) return { is: 'printer-gone' }
      const [group] = answer.groups
      if (answer.status >= 0x0100 || group === undefined) return null
      if (group.get('printer-is-accepting-jobs')?.[0] === false) return { is: 'rejecting' }
      const reasons = (group.get('printer-state-reasons') ?? []).map((reason) =>
        String(reason).replace(/-(?:report|warning|error)$/, ''),
      )
      const named = reasons.map((reason) => REASONS[reason]).find((is) => is !== undefined)
      if (group.get('printer-state')?.[0] === STOPPED) return { is: 'printer-paused' }
      return { is: named ?? null }
    },

    async latestJob({ printer, name }) {
      const attributes = (which: string): readonly IppAttribute[] => [
        ['requesting-user-name', 'name', user],
        ['which-jobs', 'keyword', which],
        ['my-jobs', 'boolean', true],
        ['limit', 'integer', LATEST_JOBS],
        ['requested-attributes', 'keyword', 'job-id'],
      ]
      let latest: QueuedJob | undefined
      for (const which of ['not-completed', 'completed']) {
        const answer = await ask(IPP_OPERATION.getJobs, { printer, attributes: attributes(which) })
        if (answer === null || (answer.status >= 0x0100 && answer.status !== NOT_FOUND)) return null
        for (const group of answer.groups) {
          const [id] = group.get('job-id') ?? []
          if (typeof id !== 'number' || (latest !== undefined && id <= latest.id)) continue
          const job = await jobOf({ printer, id, name })
          if (job !== null) latest = job
        }
      }
      return latest
    },

    async remove({ printer, id }) {
      const answer = await ask(IPP_OPERATION.cancelJob, {
        printer,
        attributes: [
          ['job-id', 'integer', id],
          ['requesting-user-name', 'name', user],
          ['purge-job', 'boolean', true],
        ],
      })
      return answer !== null && answer.status < 0x0100
    },
  }
}

function stateOf(state: number): QueuedJob['state'] {
  if (state === COMPLETED) return 'complete'
  return ENDED_BADLY.has(state) ? 'ended-badly' : 'waiting'
}

/** The body of the answer; null for anything that is no answer. */
function post(address: CupsAddress, body: Buffer): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const asking = request(
      {
        ...address,
        host: '127.0.0.1',
        method: 'POST',
        path: '/',
        headers: { Host: 'localhost', 'Content-Type': 'application/ipp', 'Content-Length': body.length },
        timeout: ANSWER_WITHIN_MS,
      },
      (answer) => {
        const parts: Buffer[] = []
        let size = 0
        answer.on('data', (part: Buffer) => {
          size += part.length
          if (size > MAX_ANSWER_BYTES) asking.destroy()
          else parts.push(part)
        })
        answer.on('end', () => resolve(answer.statusCode === 200 ? Buffer.concat(parts) : null))
        answer.on('close', () => resolve(null))
      },
    )
    asking.on('timeout', () => asking.destroy())
    asking.on('error', () => resolve(null))
    asking.end(body)
  })
}
