import { type ElementStringFailure, type SerialisedItem, itemOf } from './gs1-element-string.ts'
import { fail, type Result } from '../kernel/result.ts'

/** `foreign-link`: a link, but no uncompressed Digital Link of a host that is listed. */
export type DigitalLinkFailure = ElementStringFailure | 'foreign-link'

const VALUE = '[0-9A-Za-z-]{1,20}'
/** Key, qualifiers in their order (variant, batch, serial), data attributes by number (GS1 Digital Link, URI syntax, section 4). */
const LINK = new RegExp(
  `^https://([a-z0-9.-]{1,100})/01/(\\d{8}|\\d{12,14})(?:/22/${VALUE})?(?:/10/${VALUE})?(?:/21/(${VALUE}))?` +
    `(?:\\?\\d{2,4}=${VALUE}(?:&\\d{2,4}=${VALUE}){0,9})?$`,
  'i',
)

/** Takes GTIN and serial out of a GS1 Digital Link. The link is data: it is never opened, followed or shown as a link. */
export function readDigitalLink(
  text: string,
  hosts: readonly string[],
): Result<SerialisedItem, DigitalLinkFailure> {
  const [, host, gtin, serial] = LINK.exec(text) ?? []
  if (host === undefined || !hosts.includes(host.toLowerCase())) return fail('foreign-link')
  return itemOf(gtin, serial)
}
