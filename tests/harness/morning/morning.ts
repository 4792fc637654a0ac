import { type Page, expect } from '@playwright/test'

import { type Album, openAlbum } from '../album.ts'
import { type CustomerInput, fillCustomer, nextCustomer, proveAge, save, scan } from '../at-the-counter.ts'
import { type Confirmation, readConfirmation } from '../confirmations.ts'
import type { Desk, DeskOptions } from '../launch-desk.ts'
import { USUAL_VIEW, setView } from '../screenshot.ts'
import type { Store } from '../store.ts'

/** A store on a busy morning: its two tills, what their screens confirmed, and pictures of it all. */
export interface Morning {
  readonly store: Store
  readonly album: Album
  readonly confirmations: Confirmation[]
  readonly profile: string
  readonly otherProfile: string
  readonly launch: (options?: Omit<DeskOptions, 'profile'>) => Promise<Desk>
  /** The first till as it runs now; a power cut makes it another one. */
  desk: Desk
  other: Desk | null
}

export async function openMorning(
  given: Pick<Morning, 'store' | 'launch' | 'profile' | 'otherProfile'>,
): Promise<Morning> {
  const launch: Morning['launch'] = async (options) => {
    const desk = await given.launch(options)
    await setView({ app: desk.app, page: desk.page, view: USUAL_VIEW })
    return desk
  }
  return { ...given, launch, album: openAlbum(), confirmations: [], desk: await launch(), other: null }
}

/** Opens a place of the desk by the rail. */
export async function go(page: Page, place: RegExp): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: place }).click()
}

/** Age, form and devices of one customer, up to the press that saves. */
export async function fillRegistration(
  page: Page,
  given: { birth: string; customer: CustomerInput; devices: readonly string[] },
): Promise<void> {
  await proveAge(page, given.birth)
  await fillCustomer(page, given.customer)
  for (const device of given.devices) {
    await scan(page, device)
    await expect(page.getByText(spaced(device), { exact: true })).toBeVisible()
  }
}

/** As the screen shows a device: in groups of four. */
function spaced(device: string): string {
  return device.replaceAll(/(.{4})(?=.)/g, '$1 ')
}

/** Notes what the screen confirms now, takes a picture where words are given, and opens the next customer. */
export async function confirm(morning: Morning, what: string, words?: string): Promise<void> {
  const { page } = morning.desk
  morning.confirmations.push(await readConfirmation(page, what))
  if (words !== undefined) await morning.album.take(page, words)
  await nextCustomer(page)
}

/** A registration from the first field to its confirmation. */
export async function register(
  morning: Morning,
  given: Parameters<typeof fillRegistration>[1] & { words?: string },
): Promise<void> {
  await fillRegistration(morning.desk.page, given)
  await save(morning.desk.page)
  await confirm(morning, 'registration', given.words)
}

/** A sale of devices to somebody who does not register. */
export async function sellOnly(morning: Morning, birth: string, words?: string): Promise<void> {
  const { page } = morning.desk
  await proveAge(page, birth)
  await page.getByRole('button', { name: 'Finish without registering' }).click()
  await confirm(morning, 'sale', words)
}
