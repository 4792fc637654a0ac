import { shortDay } from '#renderer/i18n/times.ts'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import type { AccountView } from '#shared/contracts/messages/found-account.ts'
import type { ServicePlace } from '../service-ports.ts'
import './account.css'

/** How many cases a removal of the account waits for (R16). */
export function openCasesIn({ openCases, openServiceCases }: AccountView): number {
  return openCases + openServiceCases.length
}

/** What those cases are: of the guarantee and of assistance by their device and day, others by their number (R16). */
export function OpenCases({ account, place }: { account: AccountView; place: ServicePlace }) {
  const { t, language } = useTexts()
  const { openCases, openServiceCases } = account
  if (openCasesIn(account) === 0) return null
  return (
    <ul className="open-cases">
      {openServiceCases.map(({ kind, masked, openedAt }) => (
        <li key={`${kind} ${masked} ${openedAt}`}>
          {t(`account.case.${kind}`, {
            device: masked,
            day: shortDay({ instant: openedAt, timeZone: place.timeZone, language }),
          })}
        </li>
      ))}
      {openCases > 0 && <li>{t('account.case.question', { count: openCases })}</li>}
    </ul>
  )
}
