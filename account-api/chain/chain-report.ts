import { fail } from '#shared/kernel/result.ts'
import type { Database } from '../database/tables.ts'
export async function chainReports(_d: Database, _t: string) { return fail({ problem: 'unavailable' as const }) }
