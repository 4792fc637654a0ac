import type { Plan } from './plan.ts'

/**
 * The smallest plan that still fails, as far as leaving out goes: events and faults are taken away in ever smaller pieces
 * while `fails` holds. Asks at most `tries` times.
 */
export async function shrink(
  plan: Plan,
  fails: (smaller: Plan) => Promise<boolean>,
  tries = 200,
): Promise<Plan> {
  let left = tries
  let best = plan
  const attempt = async (smaller: Plan): Promise<boolean> => {
    left -= 1
    if (left < 0 || !(await fails(smaller))) return false
    best = smaller
    return true
  }
  for (const part of ['faults', 'events', 'faults', 'events'] as const) {
    for (
      let piece = Math.ceil(best[part].length / 2);
      piece >= 1;
      piece = piece === 1 ? 0 : Math.ceil(piece / 2)
    ) {
      for (let from = 0; from < best[part].length;) {
        const rest = [...best[part].slice(0, from), ...best[part].slice(from + piece)]
        if (!(await attempt({ ...best, [part]: rest }))) from += piece
      }
    }
  }
  return best
}
