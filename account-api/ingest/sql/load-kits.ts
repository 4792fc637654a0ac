import type { DatabaseTransaction } from '../../database/tables.ts'
import { groupBy } from '../group-by.ts'
import type { Snapshot } from '../snapshot.ts'

type Kits = Pick<Snapshot, 'boxes' | 'kitChanges' | 'replaced'>

/**
 * What is known of the kits that devices are, or are parts of: what their boxes held, what was done to their parts, and which
 * of all these devices are out of use. What a box held is locked: a holder and the box that it came in are claimed one after the other.
 */
export async function loadKits(
  transaction: DatabaseTransaction,
  named: readonly string[],
): Promise<{ readonly kits: Kits; readonly deviceIds: readonly string[] }> {
  if (named.length === 0)
    return { kits: { boxes: new Map(), kitChanges: new Map(), replaced: new Map() }, deviceIds: [] }
  const boxes = await transaction
    .selectFrom('kitParts')
    .select(['partId', 'kitId', 'kind'])
    .where('kitId', 'in', (kits) =>
      kits
        .selectFrom('kitParts as named')
        .select('named.kitId')
        .where((where) => where.or([where('named.partId', 'in', named), where('named.kitId', 'in', named)]))
        .union((changed) =>
          changed
            .selectFrom('kitChanges as changed')
            .select('changed.kitId')
            .where((where) =>
              where.or([where('changed.newPart', 'in', named), where('changed.oldPart', 'in', named)]),
            ),
        ),
    )
    .orderBy('partId')
    .forUpdate()
    .execute()
  const kitIds = [...new Set([...named, ...boxes.map(({ kitId }) => kitId)])]
  const changes = await transaction
    .selectFrom('kitChanges')
    .select(['operationId', 'accountId', 'kitId', 'kind', 'oldPart', 'newPart', 'hasOwnTerm', 'isUndone'])
    .where('kitId', 'in', (kits) =>
      kits
        .selectFrom('kitChanges as named')
        .select('named.kitId')
        .where((where) =>
          where.or([
            where('named.kitId', 'in', kitIds),
            where('named.newPart', 'in', named),
            where('named.oldPart', 'in', named),
          ]),
        ),
    )
    .orderBy('number')
    .execute()
  const deviceIds = [
    ...new Set([
      ...kitIds,
      ...boxes.map(({ partId }) => partId),
      ...changes.flatMap(({ kitId, oldPart, newPart }) =>
        [kitId, oldPart, newPart].flatMap((id) => id ?? []),
      ),
    ]),
  ]
  const replacements = await transaction
    .selectFrom('replacements')
    .leftJoin('voids', 'voids.targetOperationId', 'replacements.operationId')
    .select(['replacements.operationId', 'replacedDevice'])
    .where('replacedDevice', 'in', deviceIds)
    .where('voids.targetOperationId', 'is', null)
    .execute()
  const replaced = groupBy(replacements, ({ replacedDevice }) => replacedDevice ?? '')
  return {
    deviceIds,
    kits: {
      boxes: new Map(boxes.map(({ partId, ...box }) => [partId, box])),
      kitChanges: groupBy(changes, ({ kitId }) => kitId),
      replaced: new Map(
        [...replaced].map(([deviceId, rows]) => [
          deviceId,
          new Set(rows.map(({ operationId }) => operationId)),
        ]),
      ),
    },
  }
}
