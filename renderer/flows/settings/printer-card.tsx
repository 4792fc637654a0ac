import { useEffect, useState } from 'react'
import {
  PAPERS,
  PRINT_AFTER_SAVING,
  type Paper,
  type PrintAfterSaving,
  type PrintResult,
} from '#shared/domain/paper.ts'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Banner } from '#renderer/ui/banner.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { Card } from '#renderer/ui/card.tsx'
import { ChoiceGroup } from '#renderer/ui/choice-group.tsx'
import { SelectField } from '#renderer/ui/select-field.tsx'

export interface PrintingValues {
  /** Null: the one that the machine prefers. */
  readonly printer: string | null
  readonly paper: Paper
  readonly afterSaving: PrintAfterSaving
}

/** What the card needs of the machine. */
export interface PrinterPorts {
  /** Null when the till did not answer. */
  printers(): Promise<readonly { name: string; label: string; isDefault: boolean }[] | null>
  printTestPage(): Promise<PrintResult>
}

/** No name of a printer: the machine's own choice. */
const PREFERRED = ''

/** Which printer, on what, when; and a page to see that it works. */
export function PrinterCard(props: {
  values: PrintingValues
  onChange: (values: PrintingValues) => void
  ports: PrinterPorts
}) {
  const { t } = useTexts()
  const { values, onChange, ports } = props
  const [printers, setPrinters] = useState<Awaited<ReturnType<PrinterPorts['printers']>> | undefined>()
  const [test, setTest] = useState<PrintResult | 'printing' | null>(null)
  useEffect(() => {
    let isHere = true
    void ports.printers().then((found) => {
      if (isHere) setPrinters(found)
    })
    return () => {
      isHere = false
    }
  }, [ports])
  const found = printers ?? []
  const preferred = found.find(({ isDefault }) => isDefault)
  const isMissing =
    values.printer !== null && printers !== undefined && !found.some(({ name }) => name === values.printer)
  const change = (more: Partial<PrintingValues>) => {
    setTest(null)
    onChange({ ...values, ...more })
  }
  return (
    <Card
      title={t('printing.title')}
      footer={
        <Button
          isDisabled={test === 'printing' || found.length === 0}
          onPress={() => {
            setTest('printing')
            void ports.printTestPage().then(setTest)
          }}
        >
          {test === 'printing' ? t('printing.printing') : t('printing.test')}
        </Button>
      }
    >
      {printers === undefined ? (
        <p role="status">{t('printing.looking')}</p>
      ) : (
        found.length === 0 && <p role="status">{t('printing.none')}</p>
      )}
      <SelectField
        label={t('printing.printer')}
        value={values.printer ?? PREFERRED}
        options={[
          {
            value: PREFERRED,
            label:
              preferred === undefined
                ? t('printing.preferred')
                : t('printing.preferredNamed', { name: preferred.label }),
          },
          ...found.map(({ name, label }) => ({ value: name, label })),
          ...(isMissing && values.printer !== null
            ? [{ value: values.printer, label: t('printing.missing', { name: values.printer }) }]
            : []),
        ]}
        onChange={(name) => {
          change({ printer: name === PREFERRED ? null : name })
        }}
      />
      <ChoiceGroup
        label={t('printing.paper')}
        value={values.paper}
        choices={PAPERS.map((value) => ({ value, label: t(`printing.papers.${value}`) }))}
        onChange={(paper) => {
          change({ paper })
        }}
      />
      <ChoiceGroup
        label={t('printing.after')}
        value={values.afterSaving}
        choices={PRINT_AFTER_SAVING.map((value) => ({ value, label: t(`printing.afterChoices.${value}`) }))}
        onChange={(afterSaving) => {
          change({ afterSaving })
        }}
      />
      {test !== null && test !== 'printing' && <TestResult result={test} />}
    </Card>
  )
}

function TestResult({ result }: { result: PrintResult }) {
  const { t } = useTexts()
  if (result.kind === 'failed') {
    return (
      <Banner tone="stop" title={t('printing.notPrinted')}>
        {t(`printing.failures.${result.failure}`)}
      </Banner>
    )
  }
  return result.kind === 'printed' ? (
    <Banner tone="ok" title={t('printing.printed')}>
      {t('printing.testPrinted')}
    </Banner>
  ) : (
    <Banner tone="wait" title={t('printing.handedOver')}>
      {t('printing.testHandedOver')}
    </Banner>
  )
}
