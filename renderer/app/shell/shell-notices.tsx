import { useSyncExternalStore } from 'react'
import type { NoticeKind } from '#shared/ipc/desk-state.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Banner } from '../../ui/banner.tsx'
import type { AppPorts } from '../app-ports.ts'
import { Notices, loudOf, type QuietNotice, type ShownNotice } from '../notices.tsx'

const PAUSES: readonly NoticeKind[] = ['client-too-old', 'terminal-revoked', 'chain-fork', 'wrong-realm']

/** What main and sync have to say, each once; of the standing notices only the one that was opened. */
export function ShellNotices(props: {
  ports: AppPorts
  kinds: readonly ShownNotice[]
  open: QuietNotice | null
  isLost: boolean
}) {
  const { t } = useTexts()
  const { ports, kinds, isLost } = props
  const status = useSyncExternalStore(ports.sync.subscribe, ports.sync.getStatus)
  const found = [
    ...loudOf(kinds),
    ...(props.open !== null && kinds.includes(props.open) ? [props.open] : []),
    ...PAUSES.filter((kind) => kind === status.pausedBy),
    ...(status.needsAttention ? (['terminal-needs-attention'] as const) : []),
  ]
  const { cause } = status
  const isNamed =
    cause === 'not-the-account-api' ||
    cause === 'certificate' ||
    cause === 'certificate-date' ||
    cause === 'server-error'
  if (found.length === 0 && !isNamed && !isLost) return null
  return (
    <div className="shell-notices">
      {isLost && <Banner tone="stop" title={t('shell.lostMain')} />}
      <Notices kinds={[...new Set(found)]} />
      {isNamed && (
        <Banner tone="wait" title={t(`notices.sync.${cause}.title`)}>
          {t(`notices.sync.${cause}.text`)}
        </Banner>
      )}
    </div>
  )
}
