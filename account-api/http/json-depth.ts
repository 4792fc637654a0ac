const MAX_DEPTH = 10

/** Whether a value nests no deeper than a request may (C34). */
export function isShallow(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return true
  return depth < MAX_DEPTH && Object.values(value).every((member) => isShallow(member, depth + 1))
}
