import { expectAllSent, save, setFirstPin, setUpTill, speakEnglish } from '../at-the-counter.ts'
import { readConfirmation } from '../confirmations.ts'
import { launchDesk } from '../launch-desk.ts'
import { ANA, MIGUEL, openTill } from '../open-till.ts'
import { type Morning, fillRegistration } from './morning.ts'

/** The first till by hand, the second as it stands beside it every day; one customer at the second. */
export async function setUp(morning: Morning): Promise<void> {
  const { store, album, profile, otherProfile } = morning
  album.chapter('Setting up')
  const seed = await store.seed()
  await album.take(
    morning.desk.page,
    'A new till, in Portuguese: the address of the account API and a one-time code',
  )
  await morning.desk.kill()
  speakEnglish(profile)
  morning.desk = await morning.launch()
  const { page } = morning.desk
  await setUpTill(page, { accountApiUrl: store.url, code: seed.enrolmentCode })
  await album.take(page, 'Who is at work?')
  const codeOf = (person: { name: string }) =>
    seed.operators.find(({ name }) => name === person.name)?.firstPinCode ?? ''
  await setFirstPin(page, { ...MIGUEL, code: codeOf(MIGUEL) })
  await page.getByRole('button', { name: /^Lock/ }).click()
  await setFirstPin(page, { ...ANA, code: codeOf(ANA) })
  await album.take(page, 'The counter, before the first customer')

  const other = await openTill({
    launch: (options) => launchDesk({ profile: otherProfile, ...options }),
    profile: otherProfile,
    store,
  })
  morning.other = other
  await fillRegistration(other.page, {
    birth: '12.11.1985',
    customer: { givenName: 'Inês', familyName: 'Sá', email: 'ines@exemplo.pt' },
    devices: ['H4P8VN2WQ6RZ'],
  })
  await save(other.page)
  morning.confirmations.push(await readConfirmation(other.page, 'registration at the second till'))
  await other.page.getByRole('button', { name: 'Next customer' }).click()
  await expectAllSent(other.page)
}
