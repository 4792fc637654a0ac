import { shareEmptyDatabase } from './empty-database.ts'

/** What Playwright calls before a run; it calls what this gives back after it. */
export default shareEmptyDatabase
