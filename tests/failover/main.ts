import { makeEnrolmentCode } from '#account-api/administration/one-time-codes.ts'
import { seedPractice } from '#account-api/practice-seed.ts'
import { startAccountApi } from '#account-api/start.ts'
import type { AccountApi } from '#account-api/start.ts'
import { startCluster } from '#scripts/high-availability/cluster.ts'
import type { Cluster } from '#scripts/high-availability/cluster.ts'
import { storeIdSchema } from '#shared/contracts/identifiers.ts'
import { FakeTill } from '#tests/api/fake-till.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import { countLedger } from './count-ledger.ts'
import { startDrain } from './drain.ts'
import type { Drain } from './drain.ts'

const TILLS = 6
const DEFAULT_FAILOVERS = 10
/** Records that tills are told of between two kills, so that each kill meets a drain that runs. */
const BETWEEN_KILLS = 100
const LOOK_MS = 20

/** Kills the primary again and again in the middle of a drain, and counts from the database what became of what was acknowledged. */
async function main(args: readonly string[]): Promise<number> {
  const named = args.find((argument) => /^\d+$/.test(argument))
  const failovers = named === undefined ? DEFAULT_FAILOVERS : Number(named)
  const ends: (() => Promise<void>)[] = []
  const endAll = async () => {
    for (const end of ends.splice(0).toReversed()) await end()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void endAll().finally(() => process.exit(130)))
  try {
    console.log('[failover] three nodes of PostgreSQL come up')
    const cluster = await startCluster()
    ends.push(() => cluster.stop())
    const nodes = [await startNode(cluster), await startNode(cluster)]
    for (const node of nodes) ends.push(() => node.stop())
    const drain = startDrain({ tills: await enrolTills(nodes), urls: nodes.map(({ url }) => url) })
    for (let kill = 1; kill <= failovers; kill += 1) await killInDrain({ cluster, drain, kill })
    await drain.finish()
    const { acknowledged } = drain
    const { lost, doubled } = await countLedger(cluster.url, acknowledged)
    const summary = { failovers, acknowledged: acknowledged.size, lost, doubled }
    console.log(JSON.stringify(summary))
    return lost === 0 && doubled === 0 && acknowledged.size > 0 ? 0 : 1
  } finally {
    await endAll()
  }
}

async function startNode(cluster: Cluster): Promise<AccountApi> {
  return startAccountApi({
    realm: 'practice',
    dataDirectory: null,
    // Every node of one database is given the same.
    wrappingKey: 'w'.repeat(43),
    databaseUrl: cluster.pooledUrl,
    databaseLimits: { connections: 8, statementMs: 5000 },
  })
}

async function enrolTills([first]: readonly AccountApi[]): Promise<readonly FakeTill[]> {
  if (first === undefined) return []
  await seedPractice(first.context)
  const tills: FakeTill[] = []
  for (let index = 0; index < TILLS; index += 1) {
    const code = await makeEnrolmentCode(
      { ...first.context, actor: 'failover' },
      { storeId: storeIdSchema.parse('practice-store'), terminalName: `Till ${index + 1}` },
    )
    if (!code.ok) throw new Error(code.failure.problem)
    tills.push(await FakeTill.enrol({ url: first.url, code: code.value.code }))
  }
  return tills
}

async function killInDrain(given: { cluster: Cluster; drain: Drain; kill: number }): Promise<void> {
  const { cluster, drain, kill } = given
  const before = drain.acknowledged.size
  while (drain.acknowledged.size < before + BETWEEN_KILLS || drain.inFlight === 0)
    await Promise.race([sleep(LOOK_MS), drain.failed])
  const how = kill % 2 === 0 ? 'postgres' : 'whole'
  const startedAt = process.hrtime.bigint()
  const told = drain.acknowledged.size
  await Promise.race([cluster.killPrimary(how), drain.failed])
  const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9
  console.log(
    `[failover] ${kill}: ${how}, whole again after ${seconds.toFixed(1)} s, ${told} acknowledged before`,
  )
}

process.exitCode = await main(process.argv.slice(2))
