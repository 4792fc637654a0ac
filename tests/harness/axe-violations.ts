import axe from 'axe-core'
import type { Page } from 'playwright'

/** A rule that a page breaks, and each element that breaks it. */
export interface Violation {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly html: string; readonly target: string }[]
}

/**
 * What axe finds against these rules, or against all that it has for every page. The page is given axe once and says only what is
 * wrong: all that is right, brought out each time, took three quarters of an audit. Throws where a frame would go unseen.
 */
export async function axeViolations(page: Page, runOnly?: readonly string[]): Promise<readonly Violation[]> {
  if (page.frames().length > 1) throw new Error('a page with frames is not audited whole')
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(async (rules) => {
    const { axe: injected } = window as unknown as { axe: typeof axe }
    const { violations } = await injected.run(document, {
      resultTypes: ['violations'],
      ...(rules === undefined ? {} : { runOnly: [...rules] }),
    })
    return violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map(({ html, target }) => ({ html, target: target.join(' ') })),
    }))
  }, runOnly)
}
