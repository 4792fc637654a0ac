import { useRef, type KeyboardEvent } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Kbd } from '#renderer/ui/kbd.tsx'
import { hasLoyalty } from '#shared/domain/benefits.ts'
import type { Market } from '#shared/markets/market.ts'
import { useSingleKeys } from '../use-single-keys.ts'
import { choicesOffered } from './service-operations.ts'
import type { Wish } from './service-session.ts'
import './wish-list.css'

const GROUPS = [
  { group: 'guarantee', wishes: ['guarantee', 'cases'] },
  { group: 'abroad', wishes: ['abroad'] },
  { group: 'devices', wishes: ['add', 'release', 'transfer'] },
  { group: 'account', wishes: ['contact', 'link', 'choices', 'removal'] },
  { group: 'loyalty', wishes: ['loyalty'] },
] as const satisfies readonly { group: string; wishes: readonly Wish[] }[]

/** The same key in every market. What removes an account for good is not one key away. */
const KEYS: Readonly<Record<Exclude<Wish, 'removal'>, string>> = {
  guarantee: '1',
  cases: '2',
  abroad: '3',
  add: '4',
  release: '5',
  transfer: '6',
  contact: '7',
  link: '8',
  choices: '9',
  loyalty: '0',
}

/** What a customer may want, by what it is about. Nothing is preselected. */
export function WishList(props: {
  market: Market
  /** Single keys are switched on. */
  hasKeys: boolean
  onChoose: (wish: Wish) => void
}) {
  const { t } = useTexts()
  const { market, hasKeys, onChoose } = props
  const list = useRef<HTMLDivElement>(null)
  const isLoyaltyOn = hasLoyalty(market)
  // A market that asks nothing has nothing to change.
  const hasChoices = choicesOffered(market).length > 0
  const isOffered = (wish: Wish) => (wish === 'loyalty' ? isLoyaltyOn : wish !== 'choices' || hasChoices)
  const groups = GROUPS.map(({ group, wishes }) => ({ group, wishes: wishes.filter(isOffered) }))
  useSingleKeys({
    isOn: hasKeys,
    onKey: (key) => {
      const wish = groups.flatMap(({ wishes }) => wishes).find((one) => keyOf(one) === key)
      if (wish !== undefined && list.current?.closest('[inert]') === null) onChoose(wish)
    },
  })
  const textOf = (wish: Wish) =>
    wish === 'choices' && isLoyaltyOn ? t('loyalty.choicesToo') : t(`service.wishes.${wish}.text`)
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- arrows go from one button to the next
    <div className="wish-list" ref={list} onKeyDown={moveByArrow}>
      {groups
        .filter(({ wishes }) => wishes.length > 0)
        .map(({ group, wishes }) => (
          <section key={group} className="wish-group" aria-labelledby={`wishes-${group}`}>
            <h3 id={`wishes-${group}`}>{t(`service.groups.${group}`)}</h3>
            {wishes.map((wish) => (
              <AriaButton
                key={wish}
                className="wish"
                data-wish={wish}
                onPress={() => {
                  onChoose(wish)
                }}
              >
                <b>{t(`service.wishes.${wish}.title`)}</b>
                <span>{textOf(wish)}</span>
                {hasKeys && wish !== 'removal' && <Kbd>{KEYS[wish]}</Kbd>}
              </AriaButton>
            ))}
          </section>
        ))}
    </div>
  )
}

function keyOf(wish: Wish): string | null {
  return wish === 'removal' ? null : KEYS[wish]
}

/** Up and down go through the list, from its end to its beginning. */
function moveByArrow(event: KeyboardEvent<HTMLDivElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  const wishes = [...event.currentTarget.querySelectorAll('button')]
  const at = wishes.findIndex((wish) => wish === document.activeElement)
  event.preventDefault()
  wishes.at((at + step) % wishes.length)?.focus()
}
