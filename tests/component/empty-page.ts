import { beforeEach } from 'vitest'
import { cleanup } from 'vitest-browser-react'

// What lies behind the PIN is loaded late: the first test of a page would have that in its own time.
import '#renderer/app/shell/shell.tsx'

/** Each test begins on an empty page. Files share their modules, and what a library does at its first load it does for the first file alone. */
beforeEach(async () => cleanup())
