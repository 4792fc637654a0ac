const SAFE = Symbol('safe html')

/** HTML in which everything that came from outside is escaped. Only `html` makes it. */
export interface Html {
  readonly [SAFE]: string
}

/** What may stand in a template: text is escaped, HTML is not, nothing is nothing. */
export type Part = string | number | Html | null | false | readonly Part[]

/** Writes HTML. An attribute's value must stand in double quotes: there, too, any text is safe. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const text = strings.map((string, index) => string + textOf(parts[index] ?? null)).join('')
  return { [SAFE]: text }
}

/** The text of HTML, as it is sent. */
export function renderHtml(page: Html): string {
  return page[SAFE]
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function textOf(part: Part): string {
  if (part === null || part === false) return ''
  if (typeof part === 'string') return part.replaceAll(/[&<>"']/g, (letter) => ESCAPES[letter] ?? '')
  if (typeof part === 'number') return String(part)
  if (isHtml(part)) return part[SAFE]
  return part.map(textOf).join('')
}

function isHtml(part: Html | readonly Part[]): part is Html {
  return SAFE in part
}
