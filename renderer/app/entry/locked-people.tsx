import { useState } from 'react'
import type { RosterEntry } from '#shared/contracts/configuration.ts'
import type { ReleaseResult } from '#shared/ipc/desk-methods.ts'
import type { OperatorCard } from '#shared/ipc/desk-state.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import type { AppPorts } from '../app-ports.ts'
import './entry.css'

/** Who is locked out after ten failures, for a manager to unlock (C12). Nothing at all for anybody else, or for nobody. */
export function LockedPeople(props: {
  ports: Pick<AppPorts, 'call'>
  operators: readonly OperatorCard[]
  /** Who is at the desk. */
  operator: RosterEntry
}) {
  const { t } = useTexts()
  const { ports, operator } = props
  const [isWorking, setIsWorking] = useState(false)
  const [last, setLast] = useState<{ name: string; result: ReleaseResult | 'no-answer' } | null>(null)
  const locked = props.operators.filter(({ isLockedOut }) => isLockedOut)
  if (!operator.roles.includes('manager') || (locked.length === 0 && last === null)) return null
  const release = async ({ operatorId, name }: OperatorCard) => {
    setIsWorking(true)
    const answer = await ports.call('operator.release', { operatorId })
    setIsWorking(false)
    setLast({ name, result: answer.ok ? answer.value : 'no-answer' })
  }
  return (
    <div className="locked-people">
      <Card title={t('entry.lockedPeople.title')}>
        {last !== null &&
          (last.result === 'released' ? (
            <Banner tone="ok" title={t('entry.lockedPeople.released', { name: last.name })}>
              {t('entry.lockedPeople.releasedText')}
            </Banner>
          ) : (
            <Banner tone="stop" title={t('entry.lockedPeople.failed', { name: last.name })}>
              {t(`entry.lockedPeople.failure.${last.result}`)}
            </Banner>
          ))}
        {locked.length > 0 && <p>{t('entry.lockedPeople.text')}</p>}
        {locked.map((card) => (
          <div key={card.operatorId}>
            {card.operatorId === operator.operatorId ? (
              <p>
                <b>{card.name}</b> · {t('entry.lockedPeople.self')}
              </p>
            ) : (
              <Button
                isDisabled={isWorking}
                onPress={() => {
                  void release(card)
                }}
              >
                {t('entry.lockedPeople.action', { name: card.name })}
              </Button>
            )}
          </div>
        ))}
      </Card>
    </div>
  )
}
