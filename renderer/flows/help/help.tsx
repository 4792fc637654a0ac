import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Card } from '#renderer/ui/card.tsx'
import { Kbd } from '#renderer/ui/kbd.tsx'
import './help.css'

const KEYS = ['enter', 'save', 'hold', 'back', 'down', 'register', 'queue', 'day', 'wish', 'help'] as const
const ENTRIES = [
  'offline',
  'saved',
  'register',
  'refused',
  'wrong',
  'service',
  'scanner',
  'password',
] as const

/** The keys, and answers that an assistant can read out. Works without a connection. */
export function Help() {
  const { t } = useTexts()
  return (
    <section className="help" aria-label={t('help.title')}>
      <h1>
        {t('help.title')} <small>{t('help.subtitle')}</small>
      </h1>
      <Card title={t('help.answers')}>
        <dl className="answers">
          {ENTRIES.map((entry) => (
            <div key={entry}>
              <dt>{t(`help.entries.${entry}.question`)}</dt>
              <dd>{t(`help.entries.${entry}.answer`)}</dd>
            </div>
          ))}
        </dl>
      </Card>
      <Card title={t('help.keys')}>
        <dl className="keys">
          {KEYS.map((key) => (
            <div key={key}>
              <dt>
                <Kbd>{t(`help.keyRows.${key}.key`)}</Kbd>
                <span className="visually-hidden">{t(`help.keyRows.${key}.key`)}</span>
              </dt>
              <dd>{t(`help.keyRows.${key}.does`)}</dd>
            </div>
          ))}
        </dl>
        <p className="note">{t('help.keysNote')}</p>
      </Card>
    </section>
  )
}
