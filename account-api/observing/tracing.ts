import { ROOT_CONTEXT, SpanKind, SpanStatusCode, context, trace } from '@opentelemetry/api'
import type { Context as SpanContext, Tracer } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import type { LogEvent } from 'kysely'
import type { Clock } from '#shared/kernel/clock.ts'
import { errorFields } from '../log.ts'

/** Where traces go, and how many of them. */
export interface TracingOptions {
  /** The address of an OpenTelemetry collector (OTLP over HTTP), without `/v1/traces`. */
  readonly endpoint: string
  /** The share of requests that is traced, 0 to 1, where whoever calls has not decided it. */
  readonly ratio: number
  readonly clock: Clock
}

/** A request that is being traced. */
export interface RequestSpan {
  /** Runs `work`; statements that follow from it are parts of this request. */
  within<Value>(work: () => Value): Value
  end(answer: { status: number; problem: string | null }): void
}

/** What the server tells a collector. Nothing in it tells of a person (load/SPEC.md, OP7). */
export interface Tracing {
  begin(request: { method: string; route: string; traceparent: string | undefined }): RequestSpan
  /** Takes each statement once it ended. */
  readonly statement: (event: LogEvent) => void
  /** Hands over what is left. */
  stop(): Promise<void>
}

const SERVICE = 'counterside-account-api'

/** Starts to trace. A collector that is away loses spans and nothing else. */
export function startTracing({ endpoint, ratio, clock }: TracingOptions): Tracing {
  // One for the process, whoever set it: it only carries which request a statement belongs to.
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` })
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': SERVICE }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  })
  const tracer = provider.getTracer(SERVICE)
  return {
    begin: (request) => beginRequest({ tracer, clock, ...request }),
    statement: (event) => tellStatement({ tracer, clock, event }),
    stop: async () => provider.shutdown(),
  }
}

function beginRequest(given: {
  tracer: Tracer
  clock: Clock
  method: string
  route: string
  traceparent: string | undefined
}): RequestSpan {
  const { tracer, clock, method, route } = given
  const span = tracer.startSpan(
    `${method} ${route}`,
    {
      kind: SpanKind.SERVER,
      startTime: clock.wallMs(),
      attributes: { 'http.request.method': method, 'http.route': route },
    },
    callerOf(given.traceparent),
  )
  const own = trace.setSpan(ROOT_CONTEXT, span)
  return {
    within: (work) => context.with(own, work),
    end({ status, problem }) {
      span.setAttribute('http.response.status_code', status)
      if (problem !== null) span.setAttribute('counterside.problem', problem)
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
      span.end(clock.wallMs())
    },
  }
}

/** The trace that a caller has begun (W3C Trace Context). */
function callerOf(traceparent: string | undefined): SpanContext {
  if (traceparent === undefined) return ROOT_CONTEXT
  const getter = { keys: () => ['traceparent'], get: () => traceparent }
  return new W3CTraceContextPropagator().extract(ROOT_CONTEXT, {}, getter)
}

function tellStatement({ tracer, clock, event }: { tracer: Tracer; clock: Clock; event: LogEvent }): void {
  // A statement of no request, such as a probe's, would be a trace of its own.
  if (trace.getActiveSpan() === undefined) return
  const endedAt = clock.wallMs()
  const span = tracer.startSpan(event.query.sql.split(' ', 1)[0] ?? 'statement', {
    kind: SpanKind.CLIENT,
    startTime: endedAt - event.queryDurationMillis,
    attributes: { 'db.system.name': 'postgresql', 'db.query.text': event.query.sql },
  })
  if (event.level === 'error') {
    const { errorName, errorCode } = errorFields(event.error)
    span.setStatus({ code: SpanStatusCode.ERROR })
    span.setAttribute('error.type', errorCode ?? errorName ?? 'unknown')
  }
  span.end(endedAt)
}
