import { config } from 'zod'

// Zod tries whether it may make functions from text. Our policy forbids it, and counts the try as a violation.
config({ jitless: true })
