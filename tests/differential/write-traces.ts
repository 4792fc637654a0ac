import { seedsAsked, traceOf } from './traces.ts'

/** Writes what seeds did to the stores of windows, for a page that cannot run the simulation itself. */
for (const seed of seedsAsked()) {
  const { stores } = await traceOf(seed)
  process.stdout.write(`${JSON.stringify({ seed, stores })}\n`)
}
