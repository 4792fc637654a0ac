import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect } from '@playwright/test'

import { proveAge, unlock } from '../harness/at-the-counter.ts'
import { test } from '../harness/bad-day-test.ts'
import { type CodeRequest, blurred, drawCode, frameOf, videoOf } from '../harness/code-pictures.ts'
import { ANA, openTill } from '../harness/open-till.ts'

const SIZE = { width: 1280, height: 720 }
const GTIN = '05601234567892'

/** What lies under the camera from now on: it is read anew each time that the camera is opened. */
function show(video: string, codes: readonly CodeRequest[]): void {
  const pictures = codes.map((code) => drawCode(code))
  const frame = frameOf(
    SIZE,
    pictures.map((picture, index) => ({
      picture,
      x: (SIZE.width * (2 * index + 1)) / (2 * pictures.length),
      y: SIZE.height / 2,
      turned: 3,
    })),
  )
  // It finds its focus.
  writeFileSync(video, videoOf([blurred(frame, 1), frame]))
}

test('[CA1] [CA3] [CA6] [CA4] [CA7] [CA10] codes under a camera: read, asked about, refused; and the camera is off again', async ({
  profile,
  launch,
  store,
}) => {
  const video = join(profile, 'camera.y4m')
  const args = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${video}`]
  // What the shop prints beside it is not meant.
  show(video, [
    { kind: 'ean13', text: '2900001234566', module: 3 },
    { kind: 'gs1datamatrix', text: `(01)${GTIN}(21)K7M29QX4TB3D`, module: 6 },
  ])
  const desk = await openTill({ launch: (options) => launch({ ...options, args }), profile, store })
  const { page } = desk
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  page.on('pageerror', (error) => said.push(String(error)))
  await page.evaluate(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error('content security policy', event.violatedDirective, event.blockedURI, event.sample),
    )
  })
  await proveAge(page, '30-11-1980')
  const scan = page.getByRole('button', { name: 'Scan with the camera' })
  const tracks = () =>
    page.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'open',
        (error: unknown) => (error instanceof Error ? error.name : 'failed'),
      ),
    )

  await scan.click()
  await expect(page.getByText('Read K7M2 9QX4 TB3D')).toBeVisible()
  await expect(page.locator('video')).toHaveCount(0)
  expect(await tracks(), 'nobody scans').toBe('NotAllowedError')

  show(video, [
    { kind: 'qrcode', text: '9B2KX47MTQ3D', module: 6 },
    { kind: 'code128', text: 'TB3D29QXK7M4', module: 3 },
  ])
  await scan.click()
  await expect(page.getByRole('group', { name: '2 codes are in view. Which one do you mean?' })).toBeVisible()
  await desk.screenshot('camera-which')
  await expect(page.getByRole('button', { name: 'Device TB3D 29QX K7M4' })).toBeVisible()
  await page.getByRole('button', { name: 'Device 9B2K X47M TQ3D' }).click()
  await expect(page.getByText('Read 9B2K X47M TQ3D')).toBeVisible()

  show(video, [{ kind: 'qrcode', text: 'https://evil.example/?x=K7M29QX4TB3D', module: 6 }])
  await scan.click()
  await expect(page.getByText('This code is a link. It was not opened.', { exact: false })).toBeVisible()
  expect(desk.app.windows()).toHaveLength(1)

  show(video, [])
  await scan.click()
  await expect(page.getByText('Hold the code flat in the picture.')).toBeVisible()
  await expect(page.locator('video')).toBeVisible()
  await desk.screenshot('camera-open')
  await desk.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.hide()
  })
  await expect(page.locator('video')).toHaveCount(0)
  await desk.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.show()
  })
  await expect(page.getByText('The camera went off: the window was out of sight.')).toBeVisible()

  // The last thing on this page: what stood for the decoder stays gone.
  show(video, [{ kind: 'qrcode', text: 'TB3D29QXK7M4', module: 20 }])
  await page.evaluate(() => {
    Worker.prototype.postMessage = function () {
      this.dispatchEvent(new Event('error'))
    }
  })
  await page.getByRole('button', { name: 'Try the camera again' }).click()
  await expect(page.getByText('Read TB3D 29QX K7M4'), 'the decoder of the library').toBeVisible()

  show(video, [])
  await scan.click()
  await expect(page.locator('video')).toBeVisible()
  await page.getByRole('button', { name: /Lock/ }).click()
  await expect(page.getByRole('heading', { name: 'Who is at work?' })).toBeVisible()
  await expect(page.locator('video')).toHaveCount(0)
  expect(await tracks(), 'the desk is locked').toBe('NotAllowedError')
  expect(said).toEqual([])
})

test('[CA7] [CA8] [CA9] two cameras: the light of one, unplugged in the middle, and the chosen one after a restart', async ({
  profile,
  launch,
  store,
}) => {
  const args = ['--use-fake-device-for-media-stream=device-count=2']
  const desk = await openTill({ launch: (options) => launch({ ...options, args }), profile, store })
  const { page } = desk
  // No camera that a test plays to has a light.
  await page.evaluate(() => {
    const { getCapabilities } = MediaStreamTrack.prototype
    MediaStreamTrack.prototype.getCapabilities = function () {
      return Object.assign(getCapabilities.call(this), { torch: true })
    }
    MediaStreamTrack.prototype.applyConstraints = function (asked) {
      document.body.dataset['asked'] = JSON.stringify(asked)
      return Promise.resolve()
    }
  })
  const open = page.getByRole('button', { name: 'Scan with the camera' })
  await open.click()
  await page.getByLabel('Camera', { exact: true }).selectOption({ index: 1 })
  const chosen = page.getByLabel('Camera', { exact: true }).locator('option:checked')
  await expect(page.getByText('Hold the code flat in the picture.')).toBeVisible()
  await page.getByRole('button', { name: 'Light' }).click()
  await expect(page.getByRole('button', { name: 'Light' })).toHaveAttribute('aria-pressed', 'true')
  await expect(page.locator('body')).toHaveAttribute('data-asked', '{"advanced":[{"torch":true}]}')

  const isStopped = await page.evaluate(() => {
    const source = document.querySelector('video')?.srcObject
    const [track] = source instanceof MediaStream ? source.getVideoTracks() : []
    track?.dispatchEvent(new Event('ended'))
    return track?.readyState
  })
  expect(isStopped).toBe('ended')
  await expect(page.getByText(/gives no picture/)).toBeVisible()
  await expect(page.locator('video')).toHaveCount(0)
  await page.getByRole('button', { name: 'Try the camera again' }).click()
  await expect(chosen, 'in this run').toHaveText('fake_device_1')

  // Written about ten seconds after the start; what the ids are made of is not kept after that.
  await expect.poll(() => existsSync(join(profile, 'Preferences')), { timeout: 20_000 }).toBe(true)
  await desk.close()
  const again = await launch({ args })
  await unlock(again.page, ANA)
  await again.page.getByRole('button', { name: 'Scan with the camera' }).click()
  await expect(again.page.getByLabel('Camera', { exact: true }).locator('option:checked')).toHaveText(
    'fake_device_1',
  )
})
