/** The oldest version of the contract that this server still takes; a desk below it is told to update. */
export const OLDEST_CONTRACT_VERSION = 1
