import { useState } from 'react'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { useAsked } from '#renderer/ui/use-asked.ts'
import { type ExportReason, exportReason } from '#shared/domain/export-reason.ts'
import type { LeaveStop } from '#shared/domain/may-leave.ts'
import type { ExportEnd, ExportPorts } from './export-ports.ts'

/** The last resort, offered only while what waits does not arrive by itself; how an export ended stays until the next one. */
export function ExportBanner(props: {
  ports: ExportPorts
  stops: readonly LeaveStop[]
  /** Only a manager exports. */
  isManager: boolean
}) {
  const { ports, stops, isManager } = props
  const { value: unsent } = useAsked(ports)
  const [end, setEnd] = useState<ExportEnd | 'writing' | null>(null)
  const reason = unsent === null ? null : exportReason({ unsent, stops, nowMs: ports.nowMs() })
  const make = () => {
    setEnd('writing')
    void ports.make().then(setEnd)
  }
  return (
    <>
      {unsent !== null && reason !== null && (
        <Offer
          records={unsent.records}
          settled={unsent.settled ?? 0}
          reason={reason}
          isWriting={end === 'writing'}
          make={isManager ? make : null}
        />
      )}
      {end !== null && end !== 'writing' && <End end={end} />}
    </>
  )
}

function Offer(props: {
  records: number
  settled: number
  reason: ExportReason
  isWriting: boolean
  make: (() => void) | null
}) {
  const { t } = useTexts()
  const { records: count, settled, reason, isWriting, make } = props
  return (
    <Banner
      tone={reason === 'kept' ? 'ok' : 'wait'}
      title={t(`lastResort.title.${reason}`, { count })}
      action={
        make === null ? undefined : (
          <Button isDisabled={isWriting} onPress={make}>
            {isWriting ? t('lastResort.writing') : t('lastResort.make')}
          </Button>
        )
      }
    >
      {reason === 'kept' ? (
        t('lastResort.keeps', { count: settled })
      ) : (
        <>
          {t('lastResort.safe', { count })}{' '}
          {make !== null &&
            `${t('lastResort.what')}${settled > 0 ? ` ${t('lastResort.also', { count: settled })}` : ''}`}
        </>
      )}{' '}
      {make === null && t('lastResort.askManager')}
    </Banner>
  )
}

function End({ end }: { end: ExportEnd }) {
  const { t } = useTexts()
  switch (end.kind) {
    case 'made': {
      const { records: count, files, folder } = end
      return (
        <>
          <Banner tone="ok" title={t('lastResort.made', { count })}>
            {t('lastResort.where', { count: files.length, files: files.join(', '), folder })}{' '}
            {t('lastResort.stay')}
          </Banner>
          <Lacking {...end} />
        </>
      )
    }
    case 'nothing':
      return end.unreadable > 0 || !end.isStoreRead ? (
        <Lacking {...end} />
      ) : (
        <Banner tone="ok" title={t('lastResort.nothing')} />
      )
    case 'failed':
      return (
        <Banner tone="stop" title={t('lastResort.failed')}>
          {t(`lastResort.failures.${end.reason}`)}
        </Banner>
      )
    case 'cancelled':
    default:
      return null
  }
}

/** What may not be in the file. */
function Lacking({ unreadable: count, isStoreRead }: { unreadable: number; isStoreRead: boolean }) {
  const { t } = useTexts()
  return (
    <>
      {count > 0 && (
        <Banner tone="stop" title={t('lastResort.unreadable', { count })}>
          {t('lastResort.unreadableText')}
        </Banner>
      )}
      {!isStoreRead && (
        <Banner tone="wait" title={t('lastResort.storeUnread')}>
          {t('lastResort.storeUnreadText')}
        </Banner>
      )}
    </>
  )
}
