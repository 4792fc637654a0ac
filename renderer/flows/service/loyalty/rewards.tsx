import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { ChoiceCards } from '#renderer/ui/choice-cards.tsx'
import { textIn } from '#shared/markets/market-text.ts'
import type { ServicePlace, ServicePorts } from '../service-ports.ts'
import type { Serving } from '../use-service.ts'

/** What is to be had for points: the market's words at the account API's price of now [LO4] [LO6]. */
export function Rewards(props: { serving: Serving; ports: ServicePorts; place: ServicePlace }) {
  const { t, since, number, language } = useTexts()
  const { serving, ports, place } = props
  const { state, dispatch, spendOpenSince } = serving
  const { known, reward } = state.loyalty
  if (known?.kind !== 'known') return null
  const { rewards, points } = known.standing
  const items = place.market.loyalty.items.flatMap((item) => {
    const found = rewards.find((one) => one.item === item.id)
    return found === undefined ? [] : [{ ...item, price: found.points }]
  })
  if (spendOpenSince !== null)
    return (
      <Banner tone="wait" title={t('loyalty.open.title')}>
        {t('loyalty.open.text', {
          time: since(spendOpenSince, { timeZone: place.timeZone, nowMs: ports.nowMs() }),
        })}
      </Banner>
    )
  if (items.length === 0) return <p className="note">{t('loyalty.nothing')}</p>
  return (
    <ChoiceCards
      label={t('loyalty.rewards')}
      value={reward?.item ?? null}
      choices={items.map(({ id, kind, text, price }) => {
        const missing = price - points
        const cost = t('loyalty.cost', {
          kind: t(`loyalty.kinds.${kind}`),
          points: number(price),
        })
        return {
          value: id,
          title: textIn(text, language),
          text: missing > 0 ? `${cost} ${t('loyalty.missing', { points: number(missing) })}` : cost,
        }
      })}
      onChange={(item) => {
        const found = rewards.find((one) => one.item === item)
        if (found !== undefined) dispatch({ kind: 'reward', reward: found })
      }}
    />
  )
}
