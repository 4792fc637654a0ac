import type { Argon2Parameters, ScryptOptions } from 'node:crypto'

/** What one guess at a password costs whoever has the database: an administrator's [AD1], a customer's [LK5]. */
export interface PasswordCosts {
  readonly administrators: Required<Pick<ScryptOptions, 'N' | 'r' | 'p'>>
  readonly customers: Pick<Argon2Parameters, 'memory' | 'passes' | 'parallelism'>
}

/** OWASP's Password Storage Cheat Sheet: scrypt of 32 MiB and three rounds; Argon2id of 19 MiB, two passes and one lane. */
export const PASSWORD_COSTS: PasswordCosts = {
  administrators: { N: 2 ** 15, r: 8, p: 3 },
  customers: { memory: 19_456, passes: 2, parallelism: 1 },
}
