import { useState, type ReactNode } from 'react'
import type { ScannerSettings } from '#shared/domain/scanner.ts'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { LANGUAGES, type Language } from '#renderer/i18n/i18n.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { ChoiceGroup } from '#renderer/ui/choice-group.tsx'
import { PrinterCard, type PrinterPorts, type PrintingValues } from './printer-card.tsx'
import { type ReadRules, RulesWord } from './rules-word.tsx'
import { ScannerCard, type ScannerCardProps } from './scanner-card.tsx'
import './settings.css'

const THEMES = ['system', 'light', 'dark'] as const

export interface SettingsValues {
  readonly language: Language
  readonly theme: (typeof THEMES)[number]
  readonly singleKeyShortcuts: boolean
  readonly printing: PrintingValues
  readonly scanner: ScannerSettings
}

export interface SettingsProps {
  readonly values: SettingsValues
  /** Applies at once; false when it could not be written to disk. */
  readonly onChange: (values: SettingsValues) => Promise<boolean>
  readonly printers: PrinterPorts
  /** Hears the next scan for the set-up step alone. */
  readonly onLearnScanner: ScannerCardProps['onLearn']
  readonly readRules: ReadRules
  /** What else belongs here for whoever is at work. */
  readonly children?: ReactNode
  readonly about: {
    readonly version: string
    readonly terminalName: string
    readonly terminalId: string
    readonly store: string
    readonly market: string
    /** When head office signed them. */
    readonly rulesOf: string
    readonly realm: 'practice' | 'live'
  }
}

/** What a till remembers of its own accord. */
export function Settings(props: SettingsProps) {
  const { values, onChange, printers, onLearnScanner, readRules, about, children } = props
  const { t } = useTexts()
  const [isWritten, setIsWritten] = useState(true)
  const change = (more: Partial<SettingsValues>) => {
    void onChange({ ...values, ...more }).then(setIsWritten)
  }
  const facts = [
    [t('settings.version'), about.version],
    [t('settings.store'), about.store],
    [t('settings.till'), about.terminalName],
    [t('settings.terminal'), about.terminalId],
    [t('settings.market'), about.market],
    [t('settings.rulesOf'), about.rulesOf],
    [t('settings.realm'), t(`settings.realms.${about.realm}`)],
  ]
  return (
    <section className="settings" aria-label={t('settings.title')}>
      <h1>
        {t('settings.title')} <small>{t('settings.subtitle')}</small>
      </h1>
      <Card title={t('settings.display')}>
        {!isWritten && (
          <Banner tone="stop" title={t('settings.notWritten')}>
            {t('settings.notWrittenText')}
          </Banner>
        )}
        <ChoiceGroup
          label={t('settings.language')}
          value={values.language}
          choices={LANGUAGES.map((value) => ({ value, label: t(`settings.languages.${value}`) }))}
          onChange={(language) => {
            change({ language })
          }}
        />
        <ChoiceGroup
          label={t('settings.theme')}
          value={values.theme}
          choices={THEMES.map((value) => ({ value, label: t(`settings.themes.${value}`) }))}
          onChange={(theme) => {
            change({ theme })
          }}
        />
        <ChoiceGroup
          label={t('settings.shortcuts')}
          value={values.singleKeyShortcuts ? 'on' : 'off'}
          choices={[
            { value: 'on', label: t('settings.on') },
            { value: 'off', label: t('settings.off') },
          ]}
          onChange={(answer) => {
            change({ singleKeyShortcuts: answer === 'on' })
          }}
        />
        <p className="note">{t('settings.shortcutsNote')}</p>
      </Card>
      <PrinterCard
        values={values.printing}
        ports={printers}
        onChange={(printing) => {
          change({ printing })
        }}
      />
      <div className="settings-side">
        <RulesWord read={readRules} version={`${about.market} ${about.rulesOf}`} />
        {children}
        <ScannerCard
          values={values.scanner}
          onLearn={onLearnScanner}
          onChange={(scanner) => {
            change({ scanner })
          }}
        />
        <Card title={t('settings.about')}>
          <dl className="about">
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </Card>
      </div>
    </section>
  )
}
