import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvOf } from '#account-api/office/csv.ts'
import { html, renderHtml } from '#account-api/office/html.ts'
import { themeByBrowser } from '#account-api/office/serve-assets.ts'
import { en } from '#account-api/office/texts/en.ts'
import { ptPt } from '#account-api/office/texts/pt-pt.ts'
import { textsFor } from '#account-api/office/texts/texts-for.ts'

describe('what the page of head office is written with', () => {
  test('[C31] no text breaks out of an element or of an attribute in quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const written = renderHtml(html`<p title="${text}">${text}</p>`)
        const inside = /^<p title="([^"]*)">([^<]*)<\/p>$/s.exec(written)
        expect(inside?.slice(1).map((part) => /[<>"']/.test(part))).toEqual([false, false])
      }),
    )
    expect(renderHtml(html`<b>${'<img src=x onerror=alert(1)>'}</b>`)).toBe(
      '<b>&lt;img src=x onerror=alert(1)&gt;</b>',
    )
    expect(renderHtml(html`${html`<i>${'&'}</i>`}${[html`<b></b>`, null, false, 3]}`)).toBe(
      '<i>&amp;</i><b></b>3',
    )
  })

  test('a formula in an export stays text, and a cell keeps its commas, quotes and lines', () => {
    const active = ['=HYPERLINK("http://e")', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1', '|calc', '%0A=1']
    for (const text of active) expect(csvOf([[text]]).startsWith('\uFEFF"\'')).toBe(true)
    expect(csvOf([['a,"b"\nc', -3, null, "D'Ávila"]])).toBe('\uFEFF"a,""b""\nc",-3,,"D\'Ávila"\r\n')
  })

  test('the dark tokens are taken when the browser wishes them, and none is lost', () => {
    const tokens = ":root { --a: 1; }\n[data-theme='dark'] { --a: 2; }"
    expect(themeByBrowser(tokens)).toBe(
      ':root { --a: 1; }\n@media (prefers-color-scheme: dark) { :root { --a: 2; } }',
    )
  })

  test('the language is the one that was chosen, else what the browser prefers, else English', () => {
    const languageOf = (chosen?: string, preferred?: string) => textsFor({ chosen, preferred }).language
    expect(languageOf('pt-PT', 'en')).toBe('pt-PT')
    expect(languageOf('__proto__', 'pt-BR,pt;q=0.9')).toBe('pt-PT')
    expect(languageOf(undefined, 'de-DE')).toBe('en')
    expect(languageOf()).toBe('en')
  })

  test('[R30] every sentence is there in both languages, and said differently where it is one', () => {
    const flat = (words: object, path = ''): [string, unknown][] =>
      Object.entries(words).flatMap(([name, value]) =>
        typeof value === 'object' ? flat(value as object, `${path}${name}.`) : [[path + name, value]],
      )
    const english = new Map(flat(en))
    const portuguese = new Map(flat(ptPt))
    expect([...portuguese.keys()]).toEqual([...english.keys()])
    for (const [name, text] of english) {
      const said = portuguese.get(name)
      expect(typeof said, name).toBe(typeof text)
      if (typeof text === 'string') expect(said, name).not.toBe('')
      if (typeof text === 'string' && text.includes(' ')) expect(said, name).not.toBe(text)
    }
  })
})
