import { which } from './which.ts'

/** Debian's Chromium for pages under test: the shell without a window of its own, which costs a fifth less, or the whole browser. */
export const testBrowser = (): string | undefined => which('chromium-headless-shell') ?? which('chromium')
