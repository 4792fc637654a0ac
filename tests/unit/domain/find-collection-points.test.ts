import { describe, expect, it } from 'vitest'
import { deliverySchema } from '#shared/contracts/operations/delivery.ts'
import { collectionPointLine, findCollectionPoints } from '#shared/domain/find-collection-points.ts'
import { PRACTICE } from '#shared/markets/practice.ts'
import { PT } from '#shared/markets/pt.ts'

const POINTS = [
  {
    id: 'a',
    name: 'Quiosque da Estação',
    street: 'Rua do Ouro 5',
    postalCode: '9000-064',
    locality: 'Funchal',
  },
  {
    id: 'b',
    name: 'Papelaria Açor',
    street: 'Largo da Matriz 2',
    postalCode: '9500-094',
    locality: 'Ponta Delgada',
  },
]
const found = (query: string) => findCollectionPoints(POINTS, query).map(({ id }) => id)

describe('collection points', () => {
  it('[R17][GD10] are found by any words of name or address, accents and capitals aside', () => {
    expect(found('ESTACAO')).toEqual(['a'])
    expect(found('delgada açor')).toEqual(['b'])
    expect(found('9500')).toEqual(['b'])
    for (const code of ['9500-094', '9500 094', '9500094']) expect(found(code)).toEqual(['b'])
    expect(found('  ')).toEqual(['a', 'b'])
    expect(found('funchal matriz')).toEqual([])
  })

  it('[R17][GD10] a point becomes a line that the record takes, as long as point data may be', () => {
    const longest = {
      id: 'c',
      name: 'n'.repeat(60),
      street: 's',
      postalCode: 'p'.repeat(16),
      locality: 'l'.repeat(40),
    }
    for (const point of [...POINTS, longest, ...PRACTICE.guarantee.collectionPoints]) {
      const collectionPoint = collectionPointLine(point)
      expect(deliverySchema.safeParse({ way: 'collection-point', collectionPoint }).success).toBe(true)
    }
  })

  it('[R17] there are points to practise with, and none is invented for a real market', () => {
    expect(PRACTICE.guarantee.collectionPoints.length).toBeGreaterThan(2)
    expect(PT.guarantee.collectionPoints).toEqual([])
  })
})
