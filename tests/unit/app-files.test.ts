import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { readAppFile } from '#electron/main/app-files.ts'
import { fail } from '#shared/kernel/result.ts'

const folder = mkdtempSync(join(tmpdir(), 'counterside-files-'))
const root = join(folder, 'renderer')
const read = (url: string, method = 'GET') => readAppFile({ root, method, url })

beforeAll(() => {
  mkdirSync(join(root, 'assets'), { recursive: true })
  writeFileSync(join(root, 'index.html'), 'page')
  writeFileSync(join(root, 'assets/index-a1.js'), 'script')
  writeFileSync(join(root, 'notes.txt'), 'no type of ours')
  writeFileSync(join(folder, 'secret.js'), 'outside')
  symlinkSync(join(folder, 'secret.js'), join(root, 'linked.js'))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('the app scheme', () => {
  test('serves the page and its files with their types', async () => {
    expect(await read('app://counterside/')).toMatchObject({
      value: { mediaType: 'text/html; charset=utf-8' },
    })
    const script = await read('app://counterside/assets/index-a1.js')
    expect(script).toMatchObject({ value: { mediaType: 'text/javascript; charset=utf-8' } })
  })

  test.each([
    'app://counterside/../secret.js',
    'app://counterside/%2e%2e/secret.js',
    'app://counterside/..%2fsecret.js',
    'app://counterside/%2e%2e%2fsecret.js',
    'app://counterside/..%5csecret.js',
    'app://counterside/..\\secret.js',
    'app://counterside/%252e%252e/secret.js',
    'app://counterside/%c0%ae%c0%ae/secret.js',
    'app://counterside//secret.js',
    'app://counterside/linked.js',
  ])('does not leave its folder for %s', async (url) => {
    expect((await read(url)).ok).toBe(false)
  })

  test.each([
    'app://elsewhere/index.html',
    'app://counterside:80/',
    'file:///etc/passwd',
    'http://counterside/',
    'x',
  ])('refuses %s', async (url) => {
    expect(await read(url)).toEqual(fail('refused'))
  })

  test('refuses every method but GET, and types that it does not know', async () => {
    for (const method of ['POST', 'PUT', 'HEAD', 'DELETE']) {
      expect(await read('app://counterside/', method)).toEqual(fail('refused'))
    }
    expect(await read('app://counterside/notes.txt')).toEqual(fail('refused'))
  })

  test('says that a file is missing', async () => {
    expect(await read('app://counterside/assets/gone.js')).toEqual(fail('missing'))
  })
})
