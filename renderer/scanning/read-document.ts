import type { Result } from '#shared/kernel/result.ts'
import { bareOf } from './assemble-lines.ts'
import { readAamva } from './read-aamva.ts'
import { readMrz } from './read-mrz.ts'
import type { DocumentFailure, ReadDocument, Reading } from './readable-document.ts'

/** Reads what a scanner, a camera or a hand brought of a document; see SPEC.md [T2] to [T6]. */
export function readDocument(text: string, reading: Reading): Result<ReadDocument, DocumentFailure> {
  const content = bareOf(text)
  return content.startsWith('@') ? readAamva(content, reading) : readMrz(content, reading)
}
