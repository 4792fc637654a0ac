/** A name as people write it, from the capitals of a machine; accents are the customer's to say. Empty where there is none. */
export function writtenName(name: string | null | undefined): string {
  if (name === null || name === undefined || name === 'NONE') return ''
  return name.toLowerCase().replaceAll(/(?:^|[\s'-])\p{L}/gu, (first) => first.toUpperCase())
}
