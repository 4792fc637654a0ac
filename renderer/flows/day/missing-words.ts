import type { useTexts } from '#renderer/i18n/use-texts.ts'
import type { Missing } from '#shared/domain/may-leave.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import type { DayGoal } from './day-ports.ts'

type Texts = ReturnType<typeof useTexts>

/** One thing that is missing, in words: what it is; what is safe and what to do; where to go. */
export interface MissingWords {
  readonly title: string
  readonly text: string
  readonly goal: DayGoal | null
}

export function missingWords(
  missing: Missing,
  texts: Texts,
  moment: { readonly timeZone: string; readonly nowMs: number },
): MissingWords {
  const { t, number, since } = texts
  switch (missing.kind) {
    case 'stop':
      return {
        title: t(`notices.${missing.stop}.title`),
        text: t(`notices.${missing.stop}.text`),
        goal: null,
      }
    case 'store-failing':
    case 'not-read':
    case 'customer-open': {
      const { kind } = missing
      const goal = kind === 'customer-open' ? 'register' : null
      return { title: t(`day.missing.${kind}.title`), text: t(`day.missing.${kind}.text`), goal }
    }
    case 'on-hold': {
      const { count } = missing
      return {
        title: t('day.missing.on-hold.title', { count }),
        text: t('day.missing.on-hold.text'),
        goal: 'register',
      }
    }
    case 'lost': {
      const { count } = missing
      return { title: t('toSend.lost.title', { count }), text: t('toSend.lost.text', { count }), goal: null }
    }
    case 'cases':
    case 'quarantined':
    case 'suspect': {
      const { kind, count } = missing
      const title = t(`day.missing.${kind}.title`, { count })
      return { title, text: t(`day.missing.${kind}.text`, { count }), goal: 'to-send' }
    }
    case 'waiting': {
      const { count, oldestAt, isStopped } = missing
      const title =
        oldestAt === null
          ? t('day.missing.waiting.titleAlone', { count })
          : t('day.missing.waiting.title', { count, oldest: since(oldestAt, moment) })
      return {
        title,
        text: isStopped
          ? t('day.missing.waiting.stopped', { count })
          : t('day.missing.waiting.text', { count }),
        goal: 'to-send',
      }
    }
    case 'gaps': {
      const [from, to] = [number(missing.from), number(missing.to)]
      const title =
        from === to ? t('day.missing.gaps.titleOne', { from }) : t('day.missing.gaps.title', { from, to })
      return { title, text: t('day.missing.gaps.text'), goal: null }
    }
    case 'differs': {
      const title = t('day.missing.differs.title', { number: number(missing.sequence) })
      return { title, text: t('day.missing.differs.text'), goal: null }
    }
    case 'behind': {
      const [confirmed, written] = [number(missing.confirmed), number(missing.written)]
      const title = t('day.missing.behind.title', { confirmed, written })
      return { title, text: t('day.missing.behind.text'), goal: null }
    }
    case 'not-heard': {
      const { lastAtMs } = missing
      const title =
        lastAtMs === null
          ? t('day.missing.not-heard.titleNever')
          : t('day.missing.not-heard.title', { time: since(lastAtMs, moment) })
      return { title, text: t('day.missing.not-heard.text'), goal: null }
    }
    default:
      return unreachable(missing)
  }
}
