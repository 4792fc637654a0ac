import * as z from 'zod'
import { caseIdSchema, operationIdSchema, operatorIdSchema, terminalIdSchema } from './identifiers.ts'
import {
  accountSchema,
  ageChecksSchema,
  chainReportSchema,
  deviceSchema,
  enrolmentCodeRequestSchema,
  enrolmentCodeResponseSchema,
  firstPinCodeRequestSchema,
  firstPinCodeResponseSchema,
  operatorRequestSchema,
  revocationRequestSchema,
  storeRequestSchema,
} from './messages/administration.ts'
import {
  administratorCodeRequestSchema,
  administratorCodeResponseSchema,
  administratorRequestSchema,
} from './messages/administrators.ts'
import {
  caseResolutionRequestSchema,
  caseResolutionResponseSchema,
  casesQuerySchema,
  casesResponseSchema,
} from './messages/cases.ts'
import { configurationQuerySchema, configurationResponseSchema } from './messages/configuration.ts'
import { enrolmentRequestSchema, enrolmentResponseSchema } from './messages/enrolment.ts'
import { firstPinRequestSchema, firstPinResponseSchema } from './messages/first-pin.ts'
import { accountKitsSchema, accountViewSchema, foundParams } from './messages/found-account.ts'
import { healthResponseSchema } from './messages/health.ts'
import { importRequestSchema, importResponseSchema } from './messages/imports.ts'
import { lookUpRequestSchema, lookUpResponseSchema } from './messages/look-ups.ts'
import { loyaltyQuestionSchema, loyaltyStandingSchema } from './messages/loyalty.ts'
import { operationsRequestSchema, operationsResponseSchema } from './messages/operations.ts'
import { outcomesQuerySchema, outcomesRequestSchema, outcomesResponseSchema } from './messages/outcomes.ts'
import { pinResetRequestSchema, pinResetResponseSchema } from './messages/pin-reset.ts'
import {
  anomaliesSchema,
  findingsSchema,
  fleetQuerySchema,
  fleetSchema,
  paperQuerySchema,
  paperSchema,
  refusalsSchema,
} from './messages/proof.ts'
import { removalAnswerSchema, removalCommandSchema, removalPreviewSchema } from './messages/removals.ts'
import {
  closureRequestSchema,
  knownDevicesRequestSchema,
  knownKitsRequestSchema,
  knownKitsResponseSchema,
  mailRetryRequestSchema,
  mailsSchema,
  operatorAlertsSchema,
  officeStepRequestSchema,
  serviceCasesSchema,
} from './messages/service.ts'
import { terminalCasesSchema, terminalDisputesSchema } from './messages/terminal-cases.ts'
import { tokenRequestSchema, tokenResponseSchema } from './messages/token.ts'
import { deviceIdSchema } from './operations/registration.ts'
import { get, post } from './route.ts'
import type { Route } from './route.ts'

const KIB = 1024
const noParams = z.strictObject({})
const terminalParams = z.strictObject({ terminalId: terminalIdSchema })
const done = z.strictObject({ done: z.literal(true) })

/** The one table of the account API. Server, client and OpenAPI are derived from it. */
export const ROUTES = {
  health: get('/v1/health', 'Whether the server answers, and what time it is', {
    access: 'open',
    params: noParams,
    response: healthResponseSchema,
  }),
  enrol: post('/v1/enrolments', 'Enrol a terminal with a one-time code', {
    access: 'open',
    params: noParams,
    request: enrolmentRequestSchema,
    response: enrolmentResponseSchema,
    problems: ['code-refused', 'client-too-old', 'too-many-requests'],
  }),
  token: post('/v1/token', 'Get a DPoP-bound access token with the terminal key', {
    access: 'open',
    params: noParams,
    request: tokenRequestSchema,
    requestType: 'application/x-www-form-urlencoded',
    response: tokenResponseSchema,
    problems: ['credential-invalid', 'nonce-required', 'terminal-revoked', 'too-many-requests'],
  }),
  configuration: get('/v1/terminals/:terminalId/configuration', 'The signed configuration of this terminal', {
    access: 'terminal',
    params: terminalParams,
    query: configurationQuerySchema,
    response: configurationResponseSchema,
  }),
  operations: post('/v1/terminals/:terminalId/operations', 'Deliver a batch of operations, or a heartbeat', {
    access: 'terminal',
    params: terminalParams,
    request: operationsRequestSchema,
    response: operationsResponseSchema,
    problems: ['client-too-old', 'wrong-realm', 'body-too-large'],
    maxBytes: 400 * KIB,
  }),
  outcomes: post('/v1/terminals/:terminalId/outcomes', 'What became meanwhile of records of this terminal', {
    access: 'terminal',
    params: terminalParams,
    query: outcomesQuerySchema,
    request: outcomesRequestSchema,
    response: outcomesResponseSchema,
  }),
  loyalty: post('/v1/terminals/:terminalId/loyalty', 'What points a customer of this terminal has now', {
    access: 'terminal',
    params: terminalParams,
    request: loyaltyQuestionSchema,
    response: loyaltyStandingSchema,
  }),
  terminalCases: get(
    '/v1/terminals/:terminalId/service-cases',
    'How far the cases of the guarantee and of assistance are that this terminal opened',
    { access: 'terminal', params: terminalParams, response: terminalCasesSchema },
  ),
  terminalDisputes: get(
    '/v1/terminals/:terminalId/disputes',
    'What head office decided about the devices that records of this terminal claim of somebody else',
    { access: 'terminal', params: terminalParams, response: terminalDisputesSchema },
  ),
  firstPin: post(
    '/v1/terminals/:terminalId/operators/:operatorId/first-pin',
    'Use up the code that allows an operator to set a PIN',
    {
      access: 'terminal',
      params: terminalParams.extend({ operatorId: operatorIdSchema }),
      request: firstPinRequestSchema,
      response: firstPinResponseSchema,
      problems: ['code-refused', 'too-many-requests'],
    },
  ),
  lookUpAccount: post(
    '/v1/terminals/:terminalId/look-ups',
    'Whether what a customer says and shows is of one account: match or no match',
    {
      access: 'terminal',
      params: terminalParams,
      request: lookUpRequestSchema,
      response: lookUpResponseSchema,
      problems: ['too-many-requests'],
    },
  ),
  viewAccount: get(
    '/v1/terminals/:terminalId/look-ups/:lookUpId/account',
    'What a desk may see of an account that it found',
    { access: 'terminal', params: terminalParams.extend(foundParams.shape), response: accountViewSchema },
  ),
  viewKits: get(
    '/v1/terminals/:terminalId/look-ups/:lookUpId/kits',
    'What the kits of an account hold that a desk found',
    { access: 'terminal', params: terminalParams.extend(foundParams.shape), response: accountKitsSchema },
  ),
  viewLoyalty: get(
    '/v1/terminals/:terminalId/look-ups/:lookUpId/loyalty',
    'What points an account has now that a desk found',
    { access: 'terminal', params: terminalParams.extend(foundParams.shape), response: loyaltyStandingSchema },
  ),
  putStore: post('/v1/stores', 'Add or change a store', {
    access: 'administrator',
    roles: ['fleet'],
    params: noParams,
    request: storeRequestSchema,
    response: done,
  }),
  putOperator: post('/v1/operators', 'Add or change an operator of the roster', {
    access: 'administrator',
    roles: ['fleet'],
    params: noParams,
    request: operatorRequestSchema,
    response: done,
  }),
  enrolmentCode: post(
    '/v1/enrolment-codes',
    'Make a one-time code that enrols one terminal within ten minutes',
    {
      access: 'administrator',
      roles: ['fleet'],
      params: noParams,
      request: enrolmentCodeRequestSchema,
      response: enrolmentCodeResponseSchema,
      problems: ['not-found'],
    },
  ),
  firstPinCode: post('/v1/first-pin-codes', 'Make a one-time code that lets an operator set a PIN', {
    access: 'administrator',
    roles: ['fleet'],
    params: noParams,
    request: firstPinCodeRequestSchema,
    response: firstPinCodeResponseSchema,
    problems: ['not-found'],
  }),
  pinReset: post('/v1/pin-resets', 'The response to a challenge that an operator reads out by telephone', {
    access: 'administrator',
    roles: ['fleet'],
    params: noParams,
    request: pinResetRequestSchema,
    response: pinResetResponseSchema,
    problems: ['not-found', 'terminal-revoked'],
  }),
  revokeTerminal: post('/v1/terminals/:terminalId/revocation', 'Revoke a terminal', {
    access: 'administrator',
    roles: ['fleet'],
    params: terminalParams,
    request: revocationRequestSchema,
    response: done,
  }),
  importRecords: post(
    '/v1/terminals/:terminalId/imports',
    'Hand in records of a terminal, revoked or not, out of its sealed export',
    {
      access: 'administrator',
      roles: ['fleet'],
      params: terminalParams,
      request: importRequestSchema,
      response: importResponseSchema,
      problems: ['client-too-old', 'wrong-realm', 'body-too-large'],
      maxBytes: 400 * KIB,
    },
  ),
  chain: get('/v1/terminals/:terminalId/chain', 'Recompute the chain of a terminal from its records', {
    access: 'administrator',
    roles: [],
    params: terminalParams,
    response: z.strictObject({ epochs: z.array(chainReportSchema) }),
  }),
  ageChecks: get(
    '/v1/terminals/:terminalId/age-checks',
    'How many age checks a terminal made, and how they ended',
    {
      access: 'administrator',
      roles: [],
      params: terminalParams,
      response: ageChecksSchema,
    },
  ),
  account: get('/v1/accounts/:accountId', 'One account; every look-up is audited', {
    access: 'administrator',
    roles: ['cases'],
    params: z.strictObject({ accountId: z.uuid() }),
    response: accountSchema,
  }),
  removal: get('/v1/accounts/:accountId/removal', 'What the removal of an account would do', {
    access: 'administrator',
    roles: ['cases'],
    params: z.strictObject({ accountId: z.uuid() }),
    response: removalPreviewSchema,
  }),
  removeAccount: post('/v1/accounts/:accountId/removal', 'Remove an account: its data is erased for good', {
    access: 'administrator',
    roles: ['cases'],
    params: z.strictObject({ accountId: z.uuid() }),
    request: removalCommandSchema,
    response: removalAnswerSchema,
  }),
  device: get('/v1/devices/:deviceId', 'Who owns a device; every look-up is audited', {
    access: 'administrator',
    roles: ['cases'],
    params: z.strictObject({ deviceId: deviceIdSchema }),
    response: deviceSchema,
  }),
  cases: get('/v1/cases', 'The open cases, oldest operation first', {
    access: 'administrator',
    roles: ['cases', 'compliance'],
    params: noParams,
    query: casesQuerySchema,
    response: casesResponseSchema,
  }),
  resolveCase: post('/v1/cases/:caseId/resolution', 'Decide a case at head office', {
    access: 'administrator',
    roles: ['cases', 'compliance'],
    params: z.strictObject({ caseId: caseIdSchema }),
    request: caseResolutionRequestSchema,
    response: caseResolutionResponseSchema,
  }),
  putAdministrator: post('/v1/administrators', 'Add an administrator or change what one may do', {
    access: 'administrator',
    roles: ['administrators'],
    params: noParams,
    request: administratorRequestSchema,
    response: done,
  }),
  administratorCode: post(
    '/v1/administrator-codes',
    'Make a one-time code that lets an administrator set a password within a day',
    {
      access: 'administrator',
      roles: ['administrators'],
      params: noParams,
      request: administratorCodeRequestSchema,
      response: administratorCodeResponseSchema,
      problems: ['not-found'],
    },
  ),
  fleet: get('/v1/fleet', 'Every terminal with what is known of it, silent ones first', {
    access: 'administrator',
    roles: [],
    params: noParams,
    query: fleetQuerySchema,
    response: fleetSchema,
  }),
  findings: get('/v1/findings', 'Gaps, forks, alterations, silent terminals and lost tails that hold now', {
    access: 'administrator',
    roles: [],
    params: noParams,
    response: findingsSchema,
  }),
  paper: get('/v1/records', 'Find a record by the number and the short hash on its paper', {
    access: 'administrator',
    roles: [],
    params: noParams,
    query: paperQuerySchema,
    response: paperSchema,
  }),
  refusals: get('/v1/refusals', 'Age checks and refusals by store', {
    access: 'administrator',
    roles: [],
    params: noParams,
    response: refusalsSchema,
  }),
  anomalies: get('/v1/anomalies', 'Birthdays and velocities that do not look like people', {
    access: 'administrator',
    roles: [],
    params: noParams,
    response: anomaliesSchema,
  }),
  serviceCases: get('/v1/service-cases', 'The open cases of the guarantee and of assistance, oldest first', {
    access: 'administrator',
    roles: ['cases'],
    params: noParams,
    response: serviceCasesSchema,
  }),
  closeServiceCase: post(
    '/v1/service-cases/:operationId/closure',
    'End a case of the guarantee or of assistance',
    {
      access: 'administrator',
      roles: ['cases'],
      params: z.strictObject({ operationId: operationIdSchema }),
      request: closureRequestSchema,
      response: done,
    },
  ),
  stepInServiceCase: post(
    '/v1/service-cases/:operationId/steps',
    'Say what head office did in a case of the guarantee or of assistance',
    {
      access: 'administrator',
      roles: ['cases'],
      params: z.strictObject({ operationId: operationIdSchema }),
      request: officeStepRequestSchema,
      response: done,
    },
  ),
  mails: get('/v1/mails', 'How many mails wait, and which were given up', {
    access: 'administrator',
    roles: ['cases'],
    params: noParams,
    response: mailsSchema,
  }),
  retryMail: post('/v1/mails/retry', 'Have a mail that was given up tried anew', {
    access: 'administrator',
    roles: ['cases'],
    params: noParams,
    request: mailRetryRequestSchema,
    response: done,
  }),
  operatorAlerts: get('/v1/operator-alerts', 'Operators whose registrations do not look like people', {
    access: 'administrator',
    roles: ['cases'],
    params: noParams,
    response: operatorAlertsSchema,
  }),
  clearOperatorAlert: post('/v1/operator-alerts/:alertId/clearance', 'Clear an alert after somebody looked', {
    access: 'administrator',
    roles: ['cases'],
    params: z.strictObject({ alertId: z.uuid() }),
    request: null,
    response: done,
  }),
  knownDevices: post('/v1/known-devices', 'Say which devices the manufacturer made', {
    access: 'administrator',
    roles: ['fleet'],
    params: noParams,
    request: knownDevicesRequestSchema,
    response: done,
    maxBytes: 64 * KIB,
  }),
  knownKits: post('/v1/known-kits', 'Say which holder and charger the manufacturer put in which box', {
    access: 'administrator',
    roles: ['fleet'],
    params: noParams,
    request: knownKitsRequestSchema,
    response: knownKitsResponseSchema,
    maxBytes: 96 * KIB,
  }),
} as const satisfies Record<string, Route>

export type RouteName = keyof typeof ROUTES
export type RouteRequest<Name extends RouteName> = (typeof ROUTES)[Name]['request'] extends z.ZodType
  ? z.infer<(typeof ROUTES)[Name]['request']>
  : null
export type RouteResponse<Name extends RouteName> = z.infer<(typeof ROUTES)[Name]['response']>
export type RouteQuery<Name extends RouteName> = (typeof ROUTES)[Name] extends {
  readonly query: infer Query extends z.ZodType
}
  ? z.infer<Query>
  : null
export type RouteParams<Name extends RouteName> = z.infer<(typeof ROUTES)[Name]['params']>
