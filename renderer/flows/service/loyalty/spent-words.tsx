import { useEffect, useState } from 'react'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import type { NotSpent } from '#shared/contracts/outcome.ts'
import { textIn } from '#shared/markets/market-text.ts'
import type { RecordWord } from '../../record-port.ts'
import type { ServicePlace, ServicePorts } from '../service-ports.ts'
import type { Served } from '../service-session.ts'

/** Whether the points are spent, and what to do with the item: nothing before the account API said so [LO4] [LO6]. */
export function SpentWords(props: {
  served: Served
  word: RecordWord
  ports: ServicePorts
  place: ServicePlace
}) {
  const { t, number, language } = useTexts()
  const { served, word, ports, place } = props
  const { operationId, reward } = served
  const [notSpent, setNotSpent] = useState<NotSpent | null>(null)
  useEffect(() => ports.followNotSpent(operationId, setNotSpent), [ports, operationId])
  if (reward === null) return null
  const item = place.market.loyalty.items.find(({ id }) => id === reward.item)
  const what = item === undefined ? reward.item : textIn(item.text, language)
  const points = number(reward.points)
  if (word === 'sent')
    return (
      <Banner tone="ok" title={t('loyalty.spent.title', { points })}>
        {t(`loyalty.spent.${item?.kind ?? 'item'}`, { what })}
      </Banner>
    )
  if (word === 'no-effect')
    return (
      <Banner tone="stop" title={t('loyalty.notSpent.title')}>
        {notSpent === null ? t('records.noEffect') : t(`loyalty.notSpent.${notSpent}`, { what, points })}
      </Banner>
    )
  return (
    <Banner tone="wait" title={t('loyalty.waits.title')}>
      {word === 'needs-you' ? t('returns.done.needsYou') : t('loyalty.waits.text', { what })}
    </Banner>
  )
}
