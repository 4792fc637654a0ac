import { readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { PLACEHOLDERS, pageOf } from '#electron/printing/document-markup.ts'
import type { PrintDocument } from '#electron/printing/print-document.ts'

const HOSTILE = `<script>alert(1)</script><img src=x onerror="a('b')">&amp;`
const TEMPLATE = readFileSync(new URL('../../../renderer/paper.html', import.meta.url), 'utf8')

const document = (words: string): PrintDocument => ({
  language: words,
  jobName: words,
  title: words,
  subtitle: [words],
  reference: { name: words, value: words },
  warning: words,
  sections: [
    {
      title: words,
      lines: [
        { kind: 'text', text: words },
        { kind: 'fact', name: words, value: words },
      ],
    },
  ],
})

describe('the page of a document', () => {
  test('[PR8] every word is text, wherever it stands', () => {
    const page = pageOf(TEMPLATE, { document: document(HOSTILE), paper: 'a4' })
    const harmless = '&lt;script&gt;alert(1)&lt;/script&gt;'
    // The language and the name of the page too.
    expect(page.split(harmless)).toHaveLength(12 + 1)
    expect(page).not.toMatch(/<script|<img|onerror="/)
    expect(page).toContain('&amp;amp;')
  })

  test('[PR8] a name that looks like a placeholder is a name', () => {
    const words = Object.values(PLACEHOLDERS).join(' ')
    const page = pageOf(TEMPLATE, { document: { ...document('a'), title: words }, paper: 'a4' })
    expect(page).toContain('COUNTERSIDE-LANGUAGE COUNTERSIDE-NAME &lt;!--PAPER--&gt;')
    expect(page.match(/<main/g)).toHaveLength(1)
  })

  test('the built page has every placeholder once', () => {
    for (const placeholder of Object.values(PLACEHOLDERS)) expect(TEMPLATE.split(placeholder)).toHaveLength(2)
  })
})
