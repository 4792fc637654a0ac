/** What is measured inside the desk's own window; each function travels there as its text and so stands alone. */

/** A key of a keyboard, pressed at a moment of the window's own clock. */
export interface Pressed {
  readonly code: string
  readonly key: string
  readonly atMs: number
}

/**
 * Presses every key of a code but the last at a scanner's pace, then its suffix, and answers how long it took from there until
 * `shows` stood on the painted screen. With `shows` null nobody listens to what was pressed: an empty handler and the same
 * paint.
 */
export async function timeScan(given: { code: string; shows: string | null }): Promise<number> {
  const { code, shows } = given
  const paint = () =>
    new Promise<void>((resolve) => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.addEventListener('message', () => resolve(), { once: true })
        channel.port1.start()
        channel.port2.postMessage(null)
      })
    })
  const target = document.createElement('div')
  if (shows === null) document.createElement('div').append(target)
  const at = shows === null ? target : document.body
  target.addEventListener('keydown', () => {})
  const press = (init: KeyboardEventInit, timeMs: number) => {
    const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init })
    at.dispatchEvent(Object.defineProperty(event, 'timeStamp', { value: timeMs }))
  }
  // Nobody scans two codes within the pause that tells them apart.
  await new Promise((resolve) => setTimeout(resolve, 200))
  await paint()
  const startMs = new Event('now').timeStamp - code.length * 5
  for (const [index, key] of [...code].entries()) {
    press({ key, code: /[0-9]/.test(key) ? `Digit${key}` : `Key${key}` }, startMs + index * 5)
  }
  const isShown = () => shows !== null && document.body.innerText.includes(shows)
  const shown = new Promise<void>((resolve, reject) => {
    setTimeout(() => {
      reject(new Error(`not shown: ${shows ?? ''}`))
    }, 10_000)
    if (shows === null) {
      resolve()
      return
    }
    const observer = new MutationObserver(() => {
      if (!isShown()) return
      observer.disconnect()
      resolve()
    })
    observer.observe(document.body, { childList: true, subtree: true, characterData: true })
  })
  const beganMs = new Event('now').timeStamp
  press({ key: 'Enter', code: 'Enter' }, startMs + code.length * 5)
  await shown
  await paint()
  return new Event('now').timeStamp - beganMs
}

/** Types as a person does, by the moments that are given, into the field that has the focus; answers what the field holds and how often anything was read. */
export async function typeAsPerson(keys: readonly Pressed[]): Promise<{ scans: number }> {
  let scans = 0
  const words = /was read|is no device|bar code|^Read /m
  const observer = new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes) if (words.test(node.textContent ?? '')) scans += 1
  })
  observer.observe(document.body, { childList: true, subtree: true })
  for (const [index, { code, key, atMs }] of keys.entries()) {
    const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, code, key })
    document.activeElement?.dispatchEvent(Object.defineProperty(event, 'timeStamp', { value: atMs }))
    // The desk draws and its timers run, as between the keys of a person.
    if (index % 200 === 199) await new Promise((resolve) => setTimeout(resolve, 40))
  }
  await new Promise((resolve) => setTimeout(resolve, 200))
  observer.disconnect()
  return { scans }
}
