import { systemClock } from './adapters/system-clock.ts'
import { systemRandom } from './adapters/system-random.ts'
import { runKeysCommand } from './keys/keys-command.ts'

try {
  const isDone = await runKeysCommand(process.argv.slice(2), {
    variables: process.env,
    clock: systemClock,
    random: systemRandom,
    say: (line) => void process.stdout.write(`${line}\n`),
  })
  process.exitCode = isDone ? 0 : 1
} catch (error) {
  process.stderr.write(`Not done: ${error instanceof Error ? error.message : 'unknown reason'}\n`)
  process.exitCode = 2
}
