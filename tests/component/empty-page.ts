import { beforeEach } from 'vitest'
import { cleanup } from 'vitest-browser-react'

/** Each test begins on an empty page. Files share their modules, and what a library does at its first load it does for the first file alone. */
beforeEach(async () => cleanup())
