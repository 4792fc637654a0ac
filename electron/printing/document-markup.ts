import { code128Widths } from '#shared/domain/code-128.ts'
import type { Paper } from '#shared/domain/paper.ts'

import type { PrintDocument, PrintLine, PrintSection } from './print-document.ts'

/** What stands in the built page where a document goes. */
export const PLACEHOLDERS = {
  language: 'COUNTERSIDE-LANGUAGE',
  name: 'COUNTERSIDE-NAME',
  paper: '<!--PAPER-->',
}

const REPLACED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** The page of a document, made from the built one. Every word of the document is text [PR8]. */
export function pageOf(template: string, given: { document: PrintDocument; paper: Paper }): string {
  const { document, paper } = given
  // In one pass: a name that holds a placeholder is a name.
  const filled: Readonly<Record<string, string>> = {
    [PLACEHOLDERS.language]: escaped(document.language),
    [PLACEHOLDERS.name]: escaped(document.jobName),
    [PLACEHOLDERS.paper]: markupOf(document, paper),
  }
  return template.replaceAll(
    new RegExp(Object.values(PLACEHOLDERS).join('|'), 'g'),
    (placeholder) => filled[placeholder] ?? '',
  )
}

function markupOf(document: PrintDocument, paper: Paper): string {
  const { reference } = document
  const warning = document.warning === null ? '' : element('p', 'warning', escaped(document.warning))
  const subtitle = document.subtitle.map((line) => element('p', 'subtitle', escaped(line))).join('')
  const head = element('header', 'head', element('h1', 'title', escaped(document.title)) + subtitle)
  const found =
    reference === null
      ? ''
      : element(
          'p',
          'reference',
          element('span', 'reference-name', escaped(reference.name)) +
            element('strong', 'reference-value', escaped(reference.value)),
        )
  const body = document.sections.map(sectionOf).join('')
  return element('main', `paper ${paper}`, warning + head + found + body + warning)
}

function sectionOf({ title, lines }: PrintSection): string {
  const heading = title === null ? '' : element('h2', 'section-title', escaped(title))
  return element('section', 'section', heading + lines.map(lineOf).join(''))
}

function lineOf(line: PrintLine): string {
  if (line.kind === 'bar-code') return barsOf(line.text)
  if (line.kind !== 'fact') return element('p', line.kind, escaped(line.text))
  return element(
    'p',
    'fact',
    element('span', 'fact-name', escaped(line.name)) + element('span', 'fact-value', escaped(line.value)),
  )
}

/** Free of bars on both sides, in modules (ISO/IEC 15417). */
const QUIET = 10

function barsOf(text: string): string {
  let at = QUIET
  let path = ''
  for (const [index, width] of code128Widths(text).entries()) {
    if (index % 2 === 0) path += `M${at} 0h${width}v40h-${width}z`
    at += width
  }
  const box = `0 0 ${at + QUIET} 40`
  return `<svg class="bar-code" viewBox="${box}" preserveAspectRatio="none"><path d="${path}"/></svg>`
}

function element(name: string, className: string, markup: string): string {
  return `<${name} class="${className}">${markup}</${name}>`
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => REPLACED[character] ?? '')
}
