import { z } from 'zod'
import { isGtin } from './gtin.ts'

/** What a device ID stands for: a kit is the box that holds a holder and a charger, each with an ID of its own (R11). */
export const deviceKindSchema = z.enum(['kit', 'holder', 'charger'])
export type DeviceKind = z.infer<typeof deviceKindSchema>

/** What a box holds: a holder, a charger, or both (R11). */
export const partKindSchema = z.enum(['holder', 'charger'])
export type PartKind = z.infer<typeof partKindSchema>

/** The shape of a device ID: a length and the capital letters and digits it may use. Data, never a regular expression. */
export const devicePatternSchema = z.strictObject({
  id: z.string().min(1),
  length: z
    .int()
    .min(6)
    .max(20)
    .refine((length) => length >= 8, 'no record holds a shorter ID'),
  alphabet: z
    .string()
    .regex(/^[0-9A-Z]+$/)
    .refine((symbols) => new Set(symbols).size === symbols.length, 'each symbol once')
    .refine((symbols) => !/[IO]/.test(symbols), 'no record holds an ID with I or O'),
})
export type DevicePattern = z.infer<typeof devicePatternSchema>

/** What the maker's article number (GTIN) on a code says of the device: which model it is, and which part of it (R11). */
const tradeItemSchema = z.strictObject({
  gtin: z
    .string()
    .regex(/^\d{14}$/)
    .refine(isGtin, 'a wrong check digit'),
  kind: deviceKindSchema,
})

const deviceModelSchema = z
  .strictObject({
    id: z.string().min(1).max(60),
    name: z.string().min(1),
    kinds: z.array(deviceKindSchema).min(1),
    patternId: z.string().min(1),
    /** Market data from before there were article numbers has none: a code then says no model. */
    tradeItems: z.array(tradeItemSchema).default([]),
  })
  .refine(
    ({ kinds, tradeItems }) => tradeItems.every(({ kind }) => kinds.includes(kind)),
    'an article is of a kind that its model has',
  )

/** Everything about devices that a new model changes, so that it needs no release (R11). */
export const deviceCatalogueSchema = z
  .strictObject({
    version: z.string().min(1),
    patterns: z.array(devicePatternSchema).min(1),
    models: z.array(deviceModelSchema),
    /** Hosts, lower case, whose GS1 Digital Links are read as data; no link is ever opened. */
    digitalLinkHosts: z.array(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)),
  })
  .refine(
    (catalogue) =>
      catalogue.models.every((model) => catalogue.patterns.some(({ id }) => id === model.patternId)),
    'every model has a known ID pattern',
  )
  .refine(({ models }) => {
    const gtins = models.flatMap(({ tradeItems }) => tradeItems.map(({ gtin }) => gtin))
    return new Set(gtins).size === gtins.length
  }, 'an article number names one model')
export type DeviceCatalogue = z.infer<typeof deviceCatalogueSchema>

/** 34 symbols: digits and capital letters without I and O (R11). */
export const DEVICE_ID_ALPHABET = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** The catalogue that every open market starts with; model names are placeholders until configuration names them. */
export const STARTING_CATALOGUE: DeviceCatalogue = {
  version: 'devices-1',
  patterns: [{ id: 'twelve', length: 12, alphabet: DEVICE_ID_ALPHABET }],
  models: [
    {
      id: 'two-piece',
      name: 'Holder and pocket charger',
      kinds: ['kit', 'holder', 'charger'],
      patternId: 'twelve',
      tradeItems: [],
    },
    { id: 'one-piece', name: 'All in one', kinds: ['kit', 'holder'], patternId: 'twelve', tradeItems: [] },
  ],
  digitalLinkHosts: ['id.gs1.org'],
}
