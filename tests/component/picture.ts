import axe from 'axe-core'
import { expect } from 'vitest'
import { page } from 'vitest/browser'

const PICTURES = '../../out/screens'

/** Nothing sticks out of the page, no page needs the browser's own scroll bar, and axe finds nothing. */
export async function picture(name: string): Promise<'fits' | 'sticks out'> {
  // Fonts and transitions settle.
  await document.fonts.ready
  await page.screenshot({ path: `${PICTURES}/${name}.png` })
  const { scrollWidth, scrollHeight } = document.documentElement
  const { violations } = await axe.run(document.body, { resultTypes: ['violations'] })
  expect(violations.map(({ id, nodes }) => `${id} ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
  return scrollWidth <= 1366 && scrollHeight <= 768 ? 'fits' : 'sticks out'
}

/** A picture of a page that fits. */
export async function look(name: string): Promise<void> {
  expect(await picture(name)).toBe('fits')
}
