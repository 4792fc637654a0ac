/** One way in which a text may lie in a file. */
export interface Needle {
  readonly text: string
  readonly encoding: string
  readonly bytes: Buffer
}

/**
 * Every form in which a text could lie on a disk: composed and decomposed; UTF-8, Latin-1, UTF-16 in both orders,
 * base64 at the three alignments, hexadecimal, URL-encoded. Texts shorter than four characters are refused: they
 * would be found by chance.
 */
export function needlesFor(text: string): Needle[] {
  if (text.length < 4) throw new Error(`too short to search for: ${text}`)
  const needles = new Map<string, Needle>()
  for (const form of new Set([
    text.normalize('NFC'),
    text.normalize('NFD'),
    text.toLowerCase(),
    text.toUpperCase(),
  ])) {
    for (const [encoding, bytes] of encodings(form)) {
      needles.set(bytes.toString('latin1'), { text, encoding, bytes })
    }
  }
  return [...needles.values()]
}

function* encodings(text: string): Generator<[string, Buffer]> {
  const utf8 = Buffer.from(text, 'utf8')
  yield ['utf-8', utf8]
  if ([...text].every((character) => (character.codePointAt(0) ?? 0) < 256))
    yield ['latin-1', Buffer.from(text, 'latin1')]
  const utf16 = Buffer.from(text, 'utf16le')
  yield ['utf-16le', utf16]
  yield ['utf-16be', Buffer.from(utf16).swap16()]
  for (const alignment of [0, 1, 2]) {
    const core = base64Core(utf8, alignment)
    yield [`base64+${alignment}`, Buffer.from(core, 'latin1')]
    yield [`base64url+${alignment}`, Buffer.from(core.replaceAll('+', '-').replaceAll('/', '_'), 'latin1')]
  }
  yield ['hex', Buffer.from(utf8.toString('hex'), 'latin1')]
  yield ['HEX', Buffer.from(utf8.toString('hex').toUpperCase(), 'latin1')]
  yield ['url', Buffer.from(encodeURIComponent(text), 'latin1')]
}

/** The base64 characters that depend on the text alone when `alignment` unknown bytes stand before it. */
function base64Core(bytes: Buffer, alignment: number): string {
  const encoded = Buffer.concat([Buffer.alloc(alignment), bytes])
    .toString('base64')
    .replaceAll('=', '')
  const firstWhole = Math.ceil((alignment * 8) / 6)
  const lastWhole = Math.floor(((alignment + bytes.length) * 8) / 6)
  return encoded.slice(firstWhole, lastWhole)
}
