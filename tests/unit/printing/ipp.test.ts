import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { IPP_OPERATION, decodeIpp, encodeIpp } from '#electron/printing/ipp.ts'
import { fail } from '#shared/kernel/result.ts'

/** An answer with one printer, as CUPS writes it. */
const ANSWER = Buffer.from(
  [
    '0200000000000001',
    '01',
    '470012617474726962757465732d6368617273657400057574662d38',
    '04',
    // printer-state (enum) 5, printer-state-reasons (keyword) of two values, printer-is-accepting-jobs (boolean)
    '23000d7072696e7465722d7374617465000400000005',
    '4400157072696e7465722d73746174652d726561736f6e73000b6d656469612d656d707479',
    '4400000006706175736564',
    '2200197072696e7465722d69732d616363657074696e672d6a6f6273000100',
    '03',
  ].join(''),
  'hex',
)

describe('IPP', () => {
  test('writes a request as RFC 8010 has it', () => {
    const bytes = encodeIpp({
      operation: IPP_OPERATION.cancelJob,
      requestId: 7,
      attributes: [
        ['job-id', 'integer', 258],
        ['requested-attributes', 'keyword', 'a', 'b'],
        ['purge-job', 'boolean', true],
      ],
    })
    expect(bytes.subarray(0, 9).toString('hex')).toBe('020000080000000701')
    const rest = bytes.toString('hex')
    expect(rest).toContain('210006' + Buffer.from('job-id').toString('hex') + '000400000102')
    expect(rest).toContain(Buffer.from('requested-attributes').toString('hex') + '000161440000000162')
    expect(rest.endsWith('00010103')).toBe(true)
  })

  test('reads the printers and jobs of an answer', () => {
    const read = decodeIpp(ANSWER)
    expect(read.ok && read.value.status).toBe(0)
    expect(read.ok && read.value.groups.map((group) => Object.fromEntries(group))).toEqual([
      {
        'printer-state': [5],
        'printer-state-reasons': ['media-empty', 'paused'],
        'printer-is-accepting-jobs': [false],
      },
    ])
  })

  test('never trips over an answer that is cut off or changed', () => {
    for (let length = 0; length < ANSWER.length; length += 1)
      expect(decodeIpp(ANSWER.subarray(0, length))).toEqual(fail('malformed'))
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void decodeIpp(Buffer.from(bytes))))
  })
})
