import { anomaliesPages } from './screens/anomalies.ts'
import { casePages } from './screens/case.ts'
import { casesPages } from './screens/cases.ts'
import { configurationPages } from './screens/configuration.ts'
import { fleetPages } from './screens/fleet.ts'
import { importPages } from './screens/imports.ts'
import { peoplePages } from './screens/people.ts'
import { proofPages } from './screens/proof.ts'
import { refusalsPages } from './screens/refusals.ts'
import { removalsPages } from './screens/removals.ts'
import { serviceCasePages } from './screens/service-case.ts'
import { servicePages } from './screens/service.ts'
import { setUpPages } from './screens/set-up.ts'
import { signInPages, signOutPage } from './screens/sign-in.ts'
import { terminalPages } from './screens/terminal.ts'
import { takeBackPages } from './screens/take-backs.ts'
import type { OfficePage, OpenPage } from './visit.ts'

/** What is open to whoever comes. */
export const OPEN_PAGES: readonly OpenPage[] = [...signInPages, ...setUpPages]

/** Every other page of head office, with the roles that it needs. */
export const OFFICE_PAGES: readonly OfficePage[] = [
  { method: 'GET', path: '/office', roles: [], answer: async () => ({ kind: 'go', to: '/office/fleet' }) },
  signOutPage,
  ...fleetPages,
  ...importPages,
  ...terminalPages,
  ...casesPages,
  ...casePages,
  ...removalsPages,
  ...servicePages,
  ...serviceCasePages,
  ...refusalsPages,
  ...takeBackPages,
  ...anomaliesPages,
  ...proofPages,
  ...configurationPages,
  ...peoplePages,
]
