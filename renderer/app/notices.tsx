import type { NoticeKind } from '#shared/ipc/desk-state.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Banner } from '../ui/banner.tsx'

const STOPS: ReadonlySet<NoticeKind> = new Set([
  'disk-full',
  'journal-damaged',
  'journal-lost',
  'terminal-revoked',
  'client-too-old',
  'chain-fork',
])

/** What every screen has to say until it is over: what happened, what is safe, what to do. */
export function Notices({ kinds }: { kinds: readonly NoticeKind[] }) {
  const { t } = useTexts()
  return kinds.map((kind) => (
    <Banner key={kind} tone={STOPS.has(kind) ? 'stop' : 'wait'} title={t(`notices.${kind}.title`)}>
      {t(`notices.${kind}.text`)}
    </Banner>
  ))
}
