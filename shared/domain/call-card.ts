/**
 * What the customer keeps on their telephone for the call (R23), as a vCard 3.0 (RFC 2426): every telephone's camera offers to
 * keep it, and dials from it without a network. It holds nothing of the customer: not their name, their device or where they stay.
 */
export function callCard(given: {
  readonly name: string
  /** E.164, the first one to be called first. */
  readonly numbers: readonly string[]
  readonly notes: readonly string[]
}): string {
  const name = escaped(given.name)
  return [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:${name};;;;`,
    `FN:${name}`,
    ...given.numbers.map((number) => `TEL;TYPE=VOICE:${number}`),
    `NOTE:${given.notes.map(escaped).join('\\n')}`,
    'END:VCARD',
    '',
  ].join('\r\n')
}

/** RFC 2426, 5: what separates values is written with a backslash. */
function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/g, '\\$&').replaceAll(/\r?\n/g, '\\n')
}
