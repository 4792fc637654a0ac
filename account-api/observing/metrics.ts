import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { OperationsResponse } from '#shared/contracts/messages/operations.ts'
import type { Turns } from '../load/turns.ts'
import type { ConnectionCounts } from '../database/open-database.ts'

const DURATION_BUCKETS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15]

/** One request that was answered. */
export interface AnsweredRequest {
  readonly method: string
  /** The route's pattern, never the address that was asked for. */
  readonly route: string
  readonly status: number
  readonly durationMs: number
  readonly problem: string | null
}

/** What the server counts for Prometheus; no label tells of a person, a terminal or a store (load/SPEC.md, OP6). */
export interface Metrics {
  answered(request: AnsweredRequest): void
  delivered(results: OperationsResponse['results']): void
  /** Everything, in the text format of Prometheus, with its media type. */
  read(): Promise<{ readonly text: string; readonly mediaType: string }>
}

/** What is asked for when metrics are read. */
export interface MetricSources {
  readonly turns: Turns
  readonly connections: (() => ConnectionCounts) | null
  /** How many findings of each kind hold now; null where the database does not say. */
  readonly openFindings: () => Promise<ReadonlyMap<string, number> | null>
}

/** Starts to count. */
export function startMetrics(sources: MetricSources): Metrics {
  const registers = [new Registry()]
  const [registry] = registers as [Registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'account_api_request_seconds',
    help: 'How long requests took, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: DURATION_BUCKETS_S,
    registers,
  })
  const problems = new Counter({
    name: 'account_api_problems_total',
    help: 'Requests that were answered with a problem, by its type',
    labelNames: ['route', 'problem'],
    registers,
  })
  const operations = new Counter({
    name: 'account_api_operations_total',
    help: 'Outcomes that were answered to tills, repeats included',
    labelNames: ['outcome'],
    registers,
  })
  readSources(registers, sources)
  return {
    answered({ method, route, status, durationMs, problem }) {
      requests.observe({ method, route, status }, durationMs / 1000)
      if (problem !== null) problems.inc({ route, problem })
    },
    delivered(results) {
      for (const { outcome } of results) operations.inc({ outcome: outcome.kind })
    },
    read: async () => ({ text: await registry.metrics(), mediaType: registry.contentType }),
  }
}

function readSources(registers: Registry[], { turns, connections, openFindings }: MetricSources): void {
  const gauges = [
    new Gauge({
      name: 'account_api_batches_in_flight',
      help: 'Batches that are being settled',
      registers,
      collect() {
        this.set(turns.inside)
      },
    }),
    new Gauge({
      name: 'account_api_promised_seconds',
      help: 'How far away the last turn is that a refused batch was given',
      registers,
      collect() {
        this.set(turns.promisedMs() / 1000)
      },
    }),
    new Gauge({
      name: 'account_api_findings',
      help: 'Findings that hold now, by kind; see docs/operations.md',
      labelNames: ['kind'],
      registers,
      async collect() {
        this.reset()
        for (const [kind, count] of (await openFindings()) ?? []) this.set({ kind }, count)
      },
    }),
  ]
  if (connections !== null)
    gauges.push(
      new Gauge({
        name: 'account_api_database_connections',
        help: 'Connections of this node to its database, and requests that wait for one',
        labelNames: ['state'],
        registers,
        collect() {
          const { total, idle, waiting } = connections()
          this.set({ state: 'busy' }, total - idle)
          this.set({ state: 'idle' }, idle)
          this.set({ state: 'wanted' }, waiting)
        },
      }),
    )
}
