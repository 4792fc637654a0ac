import type { PageRequest } from '#shared/ipc/print-methods.ts'
import type { Paper } from '#shared/domain/paper.ts'

import { LEARNING_CODE } from '#shared/domain/scanner.ts'

import { momentOnPaper, paperLanguage, paperWords } from './paper-words.ts'
import type { PrintDocument } from './print-document.ts'

interface Made {
  readonly storeName: string
  readonly terminalName: string
  readonly timeZone: string
  readonly isPractice: boolean
  /** ISO text. */
  readonly now: string
}

/** A page that a screen wants on paper, with where and when [PR9]. */
export function pageDocument(request: PageRequest, made: Made): PrintDocument {
  return { ...frame(request.language, made), title: request.title, sections: request.sections }
}

/** Enough to see that a printer prints, and whether anything is cut off. */
export function testDocument(given: { language: string; paper: Paper }, made: Made): PrintDocument {
  const words = paperWords(given.language)
  return {
    ...frame(given.language, made),
    title: words('testPage'),
    sections: [
      {
        title: words('testSection'),
        lines: [
          { kind: 'text', text: words('testWorks') },
          { kind: 'fact', name: words('testPaper'), value: words(given.paper) },
          { kind: 'fact', name: words('testLetters'), value: 'ãçéíõü ÃÇÉÍÕÜ ñ €' },
          { kind: 'fact', name: words('testDigits'), value: '0O 1lI 2Z 5S 8B' },
          { kind: 'strong', text: words('testEnd') },
        ],
      },
      {
        title: words('testScanner'),
        lines: [{ kind: 'bar-code', text: LEARNING_CODE }],
      },
    ],
  }
}

/** A badge to carry: a name and a code that opens this till [V22]. */
export function badgeDocument(
  given: { language: string; name: string; code: string },
  made: Made,
): PrintDocument {
  const words = paperWords(given.language)
  return {
    ...frame(given.language, made),
    title: given.name,
    sections: [
      {
        title: words('badge'),
        lines: [
          { kind: 'bar-code', text: given.code },
          { kind: 'note', text: words('badgeNote') },
        ],
      },
    ],
  }
}

function frame(language: string, made: Made): Omit<PrintDocument, 'title' | 'sections'> {
  const words = paperWords(language)
  return {
    language: paperLanguage(language),
    jobName: 'Counterside',
    subtitle: [
      `Counterside · ${made.storeName}`,
      words('till', { name: made.terminalName }),
      momentOnPaper({ instant: made.now, timeZone: made.timeZone, language }),
    ],
    reference: null,
    warning: made.isPractice ? words('practice') : null,
  }
}
