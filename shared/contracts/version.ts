/**
 * The version of everything that crosses a process or outlives one: envelopes, payloads, routes, configuration.
 * A test hashes the schemas and fails until this number moves with them.
 */
export const CONTRACT_VERSION = 24
