declare module 'tr46' {
  /** UTS #46 ToASCII; null when the name is invalid. */
  export function toASCII(
    domainName: string,
    options?: {
      checkBidi?: boolean
      checkHyphens?: boolean
      checkJoiners?: boolean
      ignoreInvalidPunycode?: boolean
      transitionalProcessing?: boolean
      useSTD3ASCIIRules?: boolean
      verifyDNSLength?: boolean
    },
  ): string | null
}
