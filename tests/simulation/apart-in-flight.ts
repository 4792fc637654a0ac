import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import type { Transport } from '#renderer/sync/transport.ts'

/** So old a batch counts as lost (SY6), and whatever comes of it is late (SY7). */
const LOST_MS = 5 * 60_000

interface Flight {
  readonly sinceMs: number
  readonly envelopes: readonly SealedEnvelope[]
  /** What these depended on when they left, and was not settled then by the window's store nor by main's journal. */
  readonly restsOn: ReadonlySet<OperationId>
}

/**
 * Watches a transport: batches in flight share no aggregate and no dependency that is not settled, and are two at most (SY2).
 * What was settled when its dependant left may leave behind it: a restored account API has lost it since (OB29). The window's store
 * says so too, and is believed alone only where the journal lost what it had, or main wrote that it is lost (SY33) and the window has not
 * heard it.
 */
export function keepApart(
  transport: Transport,
  ports: { clock: Clock; isSettled: (id: OperationId) => Promise<boolean>; violate: (text: string) => void },
): Transport {
  const flights = new Set<Flight>()
  const flightOf = async (envelopes: readonly SealedEnvelope[]): Promise<Flight> => {
    const restsOn = new Set<OperationId>()
    for (const id of envelopes.flatMap(({ dependsOn }) => dependsOn))
      if (!(await ports.isSettled(id))) restsOn.add(id)
    return { sinceMs: ports.clock.monotonicMs(), envelopes, restsOn }
  }
  const dependsOn = (one: Flight, other: Flight) => other.envelopes.find(({ id }) => one.restsOn.has(id))

  function compare(left: Flight, right: Flight): void {
    const aggregates = new Set(left.envelopes.map(({ aggregateId }) => aggregateId))
    for (const { aggregateId } of right.envelopes) {
      if (aggregates.has(aggregateId)) ports.violate(`I4 two batches share ${aggregateId}`)
    }
    const apart = dependsOn(left, right) ?? dependsOn(right, left)
    if (apart !== undefined) ports.violate(`I4 ${apart.id} and what depends on it are on their way apart`)
  }

  return {
    ...transport,
    async send(envelopes, store) {
      const flight = await flightOf(envelopes)
      for (const other of flights) if (flight.sinceMs - other.sinceMs >= LOST_MS) flights.delete(other)
      for (const other of flights) compare(other, flight)
      if (flights.size >= 2) ports.violate('I4 a third batch is on its way')
      flights.add(flight)
      const result = await transport.send(envelopes, store)
      flights.delete(flight)
      return result
    },
  }
}
