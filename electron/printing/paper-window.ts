import { BrowserWindow, type Session, type WebContentsPrintOptions } from 'electron'

import type { Paper } from '#shared/domain/paper.ts'
import { assert } from '#shared/kernel/assert.ts'

import { pageOf } from './document-markup.ts'
import type { HandOver, PrintJob } from './printer.ts'

const ROLL_WIDTH_PX = 302
const SHEET_WIDTH_PX = 794
const ROLL_WIDTH_MICRONS = 80_000
const MICRONS_PER_PX = 25_400 / 96
/** So that rounding never gives a roll a second page. */
const SPARE_MICRONS = 2000

/** The page's own height once its fonts are there, in CSS pixels. */
const MEASURE = `document.fonts.ready.then(() => document.querySelector('.paper').getBoundingClientRect().height)`

/**
 * Lays documents out in a hidden window and hands them to the print system of the machine [PR7]. `session` is of
 * papers alone; `show` says which page it serves at `url`, and null that it serves none.
 */
export function createPaperWindow(parts: {
  session: Session
  url: string
  template: () => Promise<string>
  show: (page: string | null) => void
}): HandOver {
  const { session, url } = parts

  async function withWindow<Value>(work: (window: BrowserWindow) => Promise<Value>): Promise<Value> {
    const window = new BrowserWindow({
      show: false,
      webPreferences: {
        session,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webviewTag: false,
        webSecurity: true,
        spellcheck: false,
        devTools: false,
      },
    })
    try {
      return await work(window)
    } finally {
      window.destroy()
    }
  }

  return {
    list: () =>
      withWindow(async ({ webContents }) => {
        const printers = await webContents.getPrintersAsync()
        return printers
          .filter(({ name }) => name.length > 0 && name.length <= 200)
          .slice(0, 200)
          .map(({ name, displayName }) => ({
            name,
            label: (displayName === '' ? name : displayName).slice(0, 200),
          }))
      }),
    async give(job) {
      parts.show(pageOf(await parts.template(), job))
      try {
        return await withWindow((window) => print(window, { job, url }))
      } finally {
        parts.show(null)
      }
    },
  }
}

async function print(
  window: BrowserWindow,
  given: { job: PrintJob & { readonly printer: string }; url: string },
): Promise<'given' | 'refused'> {
  const { job, url } = given
  const { webContents } = window
  window.setContentSize(job.paper === 'a4' ? SHEET_WIDTH_PX : ROLL_WIDTH_PX, 800)
  await webContents.loadURL(url)
  const heightPx: unknown = await webContents.executeJavaScript(MEASURE)
  assert(typeof heightPx === 'number' && heightPx > 0, 'the page has a height')
  return new Promise((resolve) => {
    webContents.print({ ...optionsOf(job.paper, heightPx), deviceName: job.printer }, (isGiven) => {
      resolve(isGiven ? 'given' : 'refused')
    })
  })
}

/** `pageSize` is in microns. The margins are the style sheet's. */
function optionsOf(paper: Paper, heightPx: number): WebContentsPrintOptions {
  const height = Math.ceil(heightPx * MICRONS_PER_PX) + SPARE_MICRONS
  return {
    silent: true,
    printBackground: true,
    color: false,
    margins: { marginType: paper === 'a4' ? 'default' : 'none' },
    pageSize: paper === 'a4' ? 'A4' : { width: ROLL_WIDTH_MICRONS, height },
  }
}
