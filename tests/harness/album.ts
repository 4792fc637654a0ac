import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import type { Page } from '@playwright/test'

const FOLDER = join(dirname(dirname(import.meta.dirname)), 'out/demo')

/** Pictures of a desk in the order in which they were taken, on one page with a sentence each. */
export interface Album {
  /** Takes a picture of the screen as it is; `words` say what one sees. */
  take(page: Page, words: string): Promise<void>
  /** Begins a new part of the page. */
  chapter(title: string): void
  /** Writes the page and the figures; gives the number of pictures. */
  finish(given: { title: string; figures: Readonly<Record<string, number>> }): void
  size(): number
}

/** Starts an empty album in `out/demo`; what was there is gone. */
export function openAlbum(): Album {
  mkdirSync(FOLDER, { recursive: true })
  for (const name of readdirSync(FOLDER)) rmSync(join(FOLDER, name))
  const parts: string[] = []
  let size = 0
  return {
    chapter: (title) => void parts.push(`<h2>${escaped(title)}</h2>`),
    take: async (page, words) => {
      size += 1
      const file = `${String(size).padStart(2, '0')}-${slugOf(words)}.png`
      await page.screenshot({ path: join(FOLDER, file), animations: 'disabled' })
      parts.push(
        `<figure><img src="${file}" alt="${escaped(words)}" loading="lazy"><figcaption>${size}. ${escaped(words)}</figcaption></figure>`,
      )
    },
    finish: ({ title, figures }) => {
      const rows = Object.entries(figures).map(
        ([name, value]) => `<dt>${escaped(name)}</dt><dd>${value}</dd>`,
      )
      writeFileSync(join(FOLDER, 'index.html'), pageOf({ title, rows, parts }))
      writeFileSync(join(FOLDER, 'summary.json'), JSON.stringify(figures))
    },
    size: () => size,
  }
}

function pageOf(given: { title: string; rows: readonly string[]; parts: readonly string[] }): string {
  const title = escaped(given.title)
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${title}</title>
<style>
  body { max-width: 1100px; margin: 32px auto; padding: 0 24px; font: 16px/1.5 system-ui, sans-serif; color: #14211e; background: #f4f5f3 }
  dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(140px, 1fr)); gap: 12px }
  dt { color: #5c6663 } dd { margin: 0; font-size: 24px; font-weight: 650 }
  figure { margin: 24px 0 } img { width: 100%; border: 1px solid #d9dedb; border-radius: 12px }
  figcaption { margin-top: 8px }
</style>
<h1>${title}</h1>
<dl>${given.rows.map((row) => `<div>${row}</div>`).join('')}</dl>
${given.parts.join('\n')}
</html>
`
}

function slugOf(words: string): string {
  return words
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 48)
    .replaceAll(/^-|-$/g, '')
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
