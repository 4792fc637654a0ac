import type { SealedEnvelope } from '#shared/contracts/envelope.ts'
import type { OperationId } from '#shared/contracts/identifiers.ts'
import type { Transport } from '#renderer/sync/transport.ts'

/** Watches a transport: batches in flight share no aggregate and no dependency that is not settled, and are two at most (SY2). */
export function keepApart(
  transport: Transport,
  ports: { isSettled: (id: OperationId) => boolean; violate: (text: string) => void },
): Transport {
  const flights = new Set<readonly SealedEnvelope[]>()
  const dependsOn = (one: SealedEnvelope, other: SealedEnvelope): boolean =>
    one.dependsOn.includes(other.id) && !ports.isSettled(other.id)

  function compare(left: readonly SealedEnvelope[], right: readonly SealedEnvelope[]): void {
    for (const one of left) {
      for (const other of right) {
        if (one.aggregateId === other.aggregateId) ports.violate(`I4 two batches share ${one.aggregateId}`)
        if (dependsOn(one, other) || dependsOn(other, one)) {
          ports.violate(`I4 ${one.id} and ${other.id} are on their way apart, and one depends on the other`)
        }
      }
    }
  }

  return {
    ...transport,
    async send(envelopes) {
      for (const other of flights) compare(other, envelopes)
      if (flights.size >= 2) ports.violate('I4 a third batch is on its way')
      flights.add(envelopes)
      const result = await transport.send(envelopes)
      flights.delete(envelopes)
      return result
    },
  }
}
