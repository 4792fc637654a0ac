import { useState, type FormEvent } from 'react'
import { CODE_LENGTH, normaliseCode } from '#shared/contracts/enrolment-code.ts'
import type { EnrolFailure } from '#shared/ipc/desk-methods.ts'
import type { NoticeKind } from '#shared/ipc/desk-state.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button, PrimaryButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { EntryNotices } from '../notices.tsx'
import { EntryFrame } from './entry-frame.tsx'

export type EnrolAnswer =
  | { readonly kind: 'enrolled' }
  | { readonly kind: 'failed'; readonly failure: EnrolFailure }

/** Where head office is, and the one-time code: the first screen of a till, and what sets up a stopped one again. */
export function SetUpScreen(props: {
  accountApiUrl: string | null
  notices: readonly NoticeKind[]
  onEnrol: (request: { accountApiUrl: string; code: string }) => Promise<EnrolAnswer>
  /** Only for a till that is set up already. */
  onBack?: () => void
  /** Records that wait from an earlier set-up, or from the mirror of a dead till, which this one replaces; null without records. */
  unsentTaken?: number | null
  /** Only for a till without records: begins to take them over. */
  onRestore?: () => void
}) {
  const { t } = useTexts()
  const { onBack } = props
  const { onRestore, unsentTaken = null } = props
  const isAgain = onBack !== undefined
  /** The code must have been made for a till that head office knows. */
  const isKnown = isAgain || unsentTaken !== null
  const [url, setUrl] = useState(props.accountApiUrl ?? '')
  const [code, setCode] = useState('')
  const [isTried, setIsTried] = useState(false)
  const [isWorking, setIsWorking] = useState(false)
  const [failure, setFailure] = useState<EnrolFailure | null>(null)
  const address = addressOf(url)
  const normalised = normaliseCode(code)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setIsTried(true)
    setFailure(null)
    if (address === null || normalised === null || isWorking) return
    setIsWorking(true)
    const answer = await props.onEnrol({ accountApiUrl: address, code: normalised })
    setIsWorking(false)
    if (answer.kind === 'failed') setFailure(answer.failure)
  }
  return (
    <EntryFrame brand="Counterside" notices={<EntryNotices kinds={props.notices} />}>
      <form
        className="entry-card"
        noValidate
        onSubmit={(event) => {
          void submit(event)
        }}
      >
        <Card isPage title={isAgain ? t('entry.setUp.again') : t('entry.setUp.title')}>
          {unsentTaken === null ? (
            <p>{isAgain ? t('entry.setUp.againIntro') : t('entry.setUp.intro')}</p>
          ) : (
            <Banner tone="ok" title={t('mirror.restore.done', { count: unsentTaken })}>
              {t('mirror.restore.doneText')}
            </Banner>
          )}
          {failure !== null && (
            <Banner tone="stop" title={t('entry.setUp.failed')}>
              {isKnown && failure === 'code-refused'
                ? t('entry.setUp.againRefused')
                : t(`entry.setUp.failure.${failure}`)}
            </Banner>
          )}
          <TextField
            label={t('entry.setUp.address')}
            type="url"
            inputMode="url"
            maxLength={200}
            autoFocus={url === ''}
            value={url}
            onChange={setUrl}
            error={isTried && address === null ? t('entry.setUp.addressError') : undefined}
          />
          <TextField
            label={t('entry.setUp.code')}
            isCode
            maxLength={64}
            autoFocus={url !== ''}
            value={code}
            onChange={setCode}
            hint={t('entry.setUp.codeHint')}
            error={
              isTried && normalised === null
                ? t('entry.setUp.codeError', {
                    count: code.replaceAll(/[\s-]/g, '').length,
                    length: CODE_LENGTH,
                  })
                : undefined
            }
          />
          <PrimaryButton type="submit" isDisabled={isWorking}>
            {isWorking
              ? t('entry.setUp.working')
              : isAgain
                ? t('entry.setUp.again')
                : t('entry.setUp.action')}
          </PrimaryButton>
        </Card>
        {onRestore !== undefined && (
          <Button tone="quiet" isDisabled={isWorking} onPress={onRestore}>
            {t('mirror.restore.offer')}
          </Button>
        )}
        {onBack !== undefined && (
          <Button tone="quiet" isDisabled={isWorking} onPress={onBack}>
            {t('entry.setUp.back')}
          </Button>
        )}
      </form>
    </EntryFrame>
  )
}

/** The address without a path's end; null when it is none. */
function addressOf(text: string): string | null {
  if (!URL.canParse(text.trim())) return null
  const url = new URL(text.trim())
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href.replace(/\/+$/, '') : null
}
