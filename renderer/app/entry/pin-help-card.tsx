import type { ReactNode } from 'react'
import type { OperatorCard } from '#shared/ipc/desk-state.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { WaysOut } from './ways-out.tsx'

/** The ways back in for whoever is locked out or has forgotten their PIN (C12). Each is offered only where it can work. */
export function PinHelpCard(props: {
  operator: OperatorCard
  operators: readonly OperatorCard[]
  onCode: () => void
  onTelephone: () => void
  /** Back to the PIN; absent where there is no try left. */
  onPin?: () => void
  onBack: () => void
}) {
  const { t } = useTexts()
  const { operator, onPin } = props
  const { name, isLockedOut } = operator
  const managers = props.operators.filter(
    (card) =>
      card.operatorId !== operator.operatorId &&
      card.roles.includes('manager') &&
      card.hasPin &&
      !card.isLockedOut,
  )
  return (
    <div className="entry-card entry-card-wide">
      <Card
        isPage
        title={
          isLockedOut ? t('entry.pinHelp.lockedTitle', { name }) : t('entry.pinHelp.forgotTitle', { name })
        }
      >
        <p>{isLockedOut ? t('entry.pinHelp.lockedText') : t('entry.pinHelp.forgotText')}</p>
        <ul className="ways">
          {isLockedOut && managers.length > 0 && (
            <Way title={t('entry.pinHelp.manager')}>
              {t('entry.pinHelp.managerText', { names: managers.map((card) => card.name).join(', ') })}
            </Way>
          )}
          <Way
            title={t('entry.pinHelp.code')}
            action={<Button onPress={props.onCode}>{t('entry.pinHelp.codeAction')}</Button>}
          >
            {t('entry.pinHelp.codeText')}
          </Way>
          <Way
            title={t('entry.pinHelp.telephone')}
            action={<Button onPress={props.onTelephone}>{t('entry.pinHelp.telephoneAction')}</Button>}
          >
            {t('entry.pinHelp.telephoneText')}
          </Way>
        </ul>
      </Card>
      <WaysOut
        other={onPin === undefined ? undefined : { words: t('entry.pinHelp.toPin'), onPress: onPin }}
        onBack={props.onBack}
      />
    </div>
  )
}

function Way(props: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <li className="way">
      <div>
        <h2>{props.title}</h2>
        <p>{props.children}</p>
      </div>
      {props.action}
    </li>
  )
}
