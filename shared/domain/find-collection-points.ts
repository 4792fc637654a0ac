import type { CollectionPoint } from '../markets/collection-point.ts'

/**
 * The points that have every word of the query somewhere in their name or address, in the market's own order; all of them for
 * an empty query. Accents, capitals and how a postal code is divided do not matter. Needs no network (R17).
 */
export function findCollectionPoints(
  points: readonly CollectionPoint[],
  query: string,
): readonly CollectionPoint[] {
  const words = folded(query).split(' ').filter(Boolean)
  return points.filter((point) => {
    const text = folded([point.name, point.street, point.postalCode, point.locality].join(' ')).concat(
      ' ',
      folded(point.postalCode).replaceAll(' ', ''),
    )
    return words.every((word) => text.includes(word))
  })
}

/** One line for the record: what finds the point again. */
export function collectionPointLine({ name, postalCode, locality }: CollectionPoint): string {
  return `${name}, ${postalCode} ${locality}`
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLocaleLowerCase('und')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
