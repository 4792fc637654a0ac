import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

const PICTURES = join(dirname(dirname(dirname(import.meta.dirname))), 'out/screenshots')
const MM_PER_POINT = 25.4 / 72

/** What came out of a printer: how many pages of what size in millimetres, and what they say. */
export interface ReadPaper {
  readonly pages: number
  readonly widthMm: number
  readonly heightMm: number
  /** In reading order, white space as one space. */
  readonly text: string
  readonly title: string
}

export function readPaper(pdf: string): ReadPaper {
  const about = run('pdfinfo', [pdf])
  const [, width, height] = /^Page size:\s+([\d.]+) x ([\d.]+)/m.exec(about) ?? []
  return {
    pages: Number(/^Pages:\s+(\d+)/m.exec(about)?.[1]),
    widthMm: Number(width) * MM_PER_POINT,
    heightMm: Number(height) * MM_PER_POINT,
    text: run('pdftotext', ['-raw', pdf, '-']).replaceAll(/\s+/g, ' ').trim(),
    title: /^Title:\s+(.*)$/m.exec(about)?.[1] ?? '',
  }
}

/** Puts a picture of the first page among the others. */
export function takePaperPicture(pdf: string, name: string): void {
  mkdirSync(PICTURES, { recursive: true })
  run('pdftoppm', ['-png', '-r', '110', '-singlefile', pdf, join(PICTURES, name)])
}

function run(program: string, args: string[]): string {
  const done = spawnSync(program, args, { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`${program}: ${done.stderr}`)
  return done.stdout
}
