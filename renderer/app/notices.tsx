import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { NoticeKind } from '#shared/ipc/desk-state.ts'
import { SAVING_STOPS } from '#shared/ipc/saving-stops.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { Banner } from '../ui/banner.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import './notices.css'

/** What main says, and what the window alone knows. */
export type ShownNotice = NoticeKind | 'store-unavailable'

const STOPS: ReadonlySet<ShownNotice> = new Set(['disk-full', 'journal-damaged', ...SAVING_STOPS])

/** True for a long time and nothing to do at the counter: two words, and the sentence when it is asked for. */
const QUIET = ['no-keystore', 'low-disk', 'clock-unverified', 'mirror-lost'] as const
export type QuietNotice = (typeof QUIET)[number]

export function quietOf(kinds: readonly ShownNotice[]): readonly QuietNotice[] {
  return QUIET.filter((kind) => kinds.includes(kind))
}

export function loudOf(kinds: readonly ShownNotice[]): readonly ShownNotice[] {
  return kinds.filter((kind) => !QUIET.some((quiet) => quiet === kind))
}

/** With what the window knows of its own store. */
export function withStore(kinds: readonly NoticeKind[], isKept: boolean): readonly ShownNotice[] {
  return isKept ? kinds : [...kinds, 'store-unavailable']
}

/** What happened, what is safe, what to do, each as a whole sentence. */
export function Notices({ kinds }: { kinds: readonly ShownNotice[] }) {
  const { t } = useTexts()
  return kinds.map((kind) => (
    <Banner key={kind} tone={STOPS.has(kind) ? 'stop' : 'wait'} title={t(`notices.${kind}.title`)}>
      {t(`notices.${kind}.text`)}
    </Banner>
  ))
}

/** A pill for each standing notice; pressing it opens and closes its sentence. */
export function NoticePills(props: {
  kinds: readonly QuietNotice[]
  open: QuietNotice | null
  onOpen: (kind: QuietNotice | null) => void
}) {
  const { t } = useTexts()
  return props.kinds.map((kind) => (
    <AriaButton
      key={kind}
      className="notice-pill"
      aria-expanded={props.open === kind}
      onPress={() => {
        props.onOpen(props.open === kind ? null : kind)
      }}
    >
      <StatusPill tone="wait">{t(`notices.short.${kind}`)}</StatusPill>
    </AriaButton>
  ))
}

/** Everything before work: loud notices whole, standing ones as pills. */
export function EntryNotices({ kinds }: { kinds: readonly ShownNotice[] }) {
  const [open, setOpen] = useState<QuietNotice | null>(null)
  const quiet = quietOf(kinds)
  return (
    <>
      {quiet.length > 0 && (
        <div className="notice-pills">
          <NoticePills kinds={quiet} open={open} onOpen={setOpen} />
        </div>
      )}
      <Notices kinds={[...loudOf(kinds), ...quiet.filter((kind) => kind === open)]} />
    </>
  )
}
