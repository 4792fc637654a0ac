import type { Page } from '@playwright/test'

import { axeViolations } from './axe-violations.ts'

/** Smaller than this, a finger misses (WCAG 2.5.5). */
const SMALLEST_TARGET = 44

/**
 * What is wrong with how the page looks now, each in a sentence: too wide, cut off, out of reach, one thing on another,
 * a target too small, the primary action out of sight. Empty when it can be worked with.
 */
export function findFaults(page: Page): Promise<string[]> {
  return page.evaluate((smallest) => {
    const faults: string[] = []
    const [width, height] = [window.innerWidth, window.innerHeight]
    const nameOf = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.className} '${(element.textContent ?? '').trim().slice(0, 40)}'`
    const isScroller = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowY)
    const isHidden = (element: Element) => element.closest('.visually-hidden, [aria-hidden="true"]') !== null
    /** What is left of an element after everything around it that cuts or scrolls. */
    const seen = (element: Element) => {
      const box = element.getBoundingClientRect()
      let [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom]
      for (let around = element.parentElement; around !== null; around = around.parentElement) {
        if (getComputedStyle(around).overflow === 'visible') continue
        const edge = around.getBoundingClientRect()
        ;[left, top] = [Math.max(left, edge.left), Math.max(top, edge.top)]
        ;[right, bottom] = [Math.min(right, edge.right), Math.min(bottom, edge.bottom)]
      }
      return { left, top, right, bottom }
    }
    if (document.documentElement.scrollWidth > width) faults.push('the page is wider than the window')
    for (const element of document.querySelectorAll('#root *')) {
      const { overflowX } = getComputedStyle(element)
      const isCut = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1
      const isText = element instanceof HTMLInputElement || element instanceof HTMLSelectElement
      if (isCut && overflowX !== 'visible' && !isText && !isHidden(element))
        faults.push(`cut off: ${nameOf(element)}`)
    }
    const targets = [...document.querySelectorAll<HTMLElement>('button, select, input, .choice')].filter(
      (target) => target.getClientRects().length > 0 && !target.matches('input[type=radio]'),
    )
    const boxes: { target: HTMLElement; box: ReturnType<typeof seen> }[] = []
    for (const target of targets) {
      const whole = (target.closest('tr') ?? target).getBoundingClientRect()
      if (whole.width < smallest - 0.5 || whole.height < smallest - 0.5)
        faults.push(`small: ${nameOf(target)} ${Math.round(whole.width)} x ${Math.round(whole.height)}`)
      if (target.scrollWidth > target.clientWidth + 1 && target.tagName !== 'INPUT')
        faults.push(`words stick out: ${nameOf(target)}`)
      if (whole.left < 0 || whole.right > width) faults.push(`beside the window: ${nameOf(target)}`)
      let around = target.parentElement
      while (around !== null && !isScroller(around)) around = around.parentElement
      if (around === null && (whole.top < 0 || whole.bottom > height))
        faults.push(`out of reach: ${nameOf(target)}`)
      const box = seen(target)
      for (const other of boxes) {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left)
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top)
        if (across > 1 && down > 1 && !other.target.contains(target))
          faults.push(`${nameOf(target)} lies on ${nameOf(other.target)}`)
      }
      boxes.push({ target, box })
    }
    for (const primary of document.querySelectorAll('.button-primary')) {
      const box = primary.getBoundingClientRect()
      const cut = seen(primary)
      // Enlarged, a screen is one long column: it scrolls to its action.
      if (height > 560 && (cut.bottom < box.bottom - 1 || box.bottom > height))
        faults.push(`out of sight: ${nameOf(primary)}`)
    }
    return faults
  }, SMALLEST_TARGET)
}

/** The cards of which something lies under the fold, by their headings. */
export function foldedCards(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.card-body')]
      .filter((body) => body.scrollHeight > body.clientHeight + 1)
      .map((body) => body.closest('.card')?.querySelector('h2')?.textContent ?? ''),
  )
}

/** What axe finds against WCAG 2.2 AA, one line a violation. */
export async function findViolations(page: Page): Promise<string[]> {
  const violations = await axeViolations(page)
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help} ${nodes.map(({ target }) => target).join(', ')}`,
  )
}
