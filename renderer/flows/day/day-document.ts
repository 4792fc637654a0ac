import type { useTexts } from '#renderer/i18n/use-texts.ts'
import { DAY_KINDS, type DayFigures } from '#shared/domain/day-figures.ts'
import type { MayLeave } from '#shared/domain/may-leave.ts'
import type { DayPlace } from './day-ports.ts'
import { missingWords } from './missing-words.ts'

type Texts = ReturnType<typeof useTexts>

/** Words in an order, for a screen and for paper alike. */
export interface DaySection {
  readonly title: string
  readonly lines: readonly { readonly name: string; readonly value: string }[]
}

/** The page of the day: which till, when, whether it may be left, what it did. */
export interface DayDocument {
  readonly title: string
  readonly subtitle: string
  readonly leave: DaySection
  readonly figures: DaySection
}

export function dayDocument(
  given: { readonly leave: MayLeave; readonly figures: DayFigures | null; readonly nowMs: number },
  texts: Texts,
  place: DayPlace,
): DayDocument {
  const { t, time, date } = texts
  const moment = { timeZone: place.timeZone, nowMs: given.nowMs }
  const when = `${date(given.nowMs, place.timeZone)}, ${time(given.nowMs, place.timeZone)}`
  return {
    title: t('day.title'),
    subtitle: `${place.storeName} · ${place.terminalName} · ${when}`,
    leave: leaveSection(given.leave, texts, moment),
    figures: { title: t('day.figures.title'), lines: figureLines(given.figures, texts) },
  }
}

function leaveSection(
  leave: MayLeave,
  texts: Texts,
  moment: { readonly timeZone: string; readonly nowMs: number },
): DaySection {
  const { t, number, since } = texts
  if (leave.kind === 'not-yet') {
    const lines = leave.missing.map((missing) => {
      const { title, text } = missingWords(missing, texts, moment)
      return { name: title, value: text }
    })
    return { title: t('day.notYet'), lines }
  }
  const when = since(leave.confirmedAt, moment)
  return {
    title: t('day.mayLeave'),
    lines: [
      {
        name: t('day.confirmed'),
        value: t('day.confirmedText', { number: number(leave.sequence), time: when }),
      },
    ],
  }
}

function figureLines(figures: DayFigures | null, { t, count, duration }: Texts): DaySection['lines'] {
  if (figures === null) return []
  const { delay, saved } = figures
  const kinds = DAY_KINDS.filter((kind) => figures.byKind[kind] > 0)
  const lines = [
    { name: t('day.figures.saved'), value: count(saved) },
    { name: t('day.figures.sent'), value: count(figures.sent) },
    ...kinds.map((kind) => ({ name: t(`day.figures.kind.${kind}`), value: count(figures.byKind[kind]) })),
  ]
  if (delay === null) return lines
  return [
    ...lines,
    { name: t('day.figures.median'), value: duration(delay.medianMs) },
    { name: t('day.figures.worst'), value: duration(delay.worstMs) },
  ]
}
