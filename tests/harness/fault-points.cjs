/*
 * Loaded into main before the desk's own code, by tests alone: ends the process with SIGKILL, or fails a call, at a place
 * in its work that a test names. `globalThis.faultPoint` is one fault-point.ts `FaultPoint`, or null.
 */
const { promises: files, statfsSync, writeFileSync, writeSync } = require('node:fs')
const { syncBuiltinESMExports } = require('node:module')
const { app, ipcMain, net, session, webContents } = require('electron')

const given = process.env.COUNTERSIDE_FAULT_POINT
globalThis.faultPoint = given === undefined ? null : JSON.parse(given)

/** Whether main is at the place that was named, the right number of times. */
function isAt(place, text) {
  const point = globalThis.faultPoint
  if (point === null || point.at !== place || !text.includes(point.holding)) return false
  point.passes = (point.passes ?? 0) - 1
  if (point.passes >= 0) return false
  globalThis.faultPoint = null
  return true
}

/** The mark says to the test that it was here. */
function die() {
  writeFileSync(process.env.COUNTERSIDE_FAULT_MARK, '')
  process.kill(process.pid, 'SIGKILL')
}

/** Leaves no room in a folder. */
function fill(folder) {
  const { bavail, bsize } = statfsSync(folder)
  writeFileSync(`${folder}/ballast`, Buffer.alloc(bavail * bsize), { flag: 'a' })
}

const { open, rename } = files

files.open = async (path, ...rest) => {
  const file = await open(path, ...rest)
  const { write, datasync } = file
  let text = ''
  file.write = async (bytes, offset, ...more) => {
    text = `${String(path)} ${Buffer.from(bytes.subarray(offset)).toString('latin1')}`
    const point = globalThis.faultPoint
    if (isAt('before-write', text)) die()
    if (isAt('mid-write', text)) {
      const part = bytes.subarray(offset)
      writeSync(file.fd, part, 0, Math.max(1, Math.floor((part.length - 1) * point.share)))
      die()
    }
    return write.call(file, bytes, offset, ...more)
  }
  file.datasync = async () => {
    if (isAt('before-sync', text)) die()
    if (isAt('sync-fails', text)) throw Object.assign(new Error('EIO: a test'), { code: 'EIO' })
    await datasync.call(file)
    if (isAt('after-sync', text)) die()
  }
  return file
}

files.rename = async (from, to) => {
  if (isAt('before-rename', to)) die()
  await rename(from, to)
  if (isAt('after-rename', to)) die()
}
syncBuiltinESMExports()

const handle = ipcMain.handle.bind(ipcMain)
ipcMain.handle = (channel, listener) =>
  handle(channel, async (event, message) => {
    const text = JSON.stringify(message) ?? ''
    if (isAt('before-call', text)) die()
    const answer = await listener(event, message)
    if (isAt('before-answer', text)) die()
    return answer
  })

void app.whenReady().then(() => {
  const own = session.defaultSession
  const empty = own.clearStorageData.bind(own)
  own.clearStorageData = async (options) => {
    const point = globalThis.faultPoint
    if (point?.at === 'full-once-emptied') {
      globalThis.faultPoint = null
      // Before it, so that the window has no room to make it anew at once, and after it, where it gave some back.
      fill(point.holding)
      await empty(options)
      fill(point.holding)
      writeFileSync(process.env.COUNTERSIDE_FAULT_MARK, '')
      return
    }
    if (isAt('window-while-emptied', '')) {
      writeFileSync(process.env.COUNTERSIDE_FAULT_MARK, '')
      process.kill(webContents.getAllWebContents()[0].getOSProcessId(), 'SIGKILL')
    }
    return empty(options)
  }
})

const ask = net.request.bind(net)
net.request = (options) => {
  const request = ask(options)
  const end = request.end.bind(request)
  request.end = (body, ...rest) => {
    if (body === undefined || !isAt('mid-body', options.url)) return end(body, ...rest)
    // Half of it leaves, as a part of an answer that is never ended.
    request.chunkedEncoding = true
    request.write(Buffer.from(body).subarray(0, body.length >> 1), undefined, () => setTimeout(die, 100))
    return request
  }
  return request
}
