import { describe, expect, test } from 'vitest'

import { createCameraGate } from '#electron/main/camera-gate.ts'

function gateOf(desk: { isLocked: boolean }) {
  let told = 0
  const gate = createCameraGate({ isLocked: () => desk.isLocked, onShut: () => (told += 1) })
  return { gate, told: () => told }
}

describe('the camera', () => {
  test('[C6] [CA6] is for a desk that says it scans, and no longer than that', () => {
    const { gate } = gateOf({ isLocked: false })
    expect(gate.isOpen()).toBe(false)
    gate.setScanning(true)
    expect(gate.isOpen()).toBe(true)
    gate.setScanning(false)
    expect(gate.isOpen()).toBe(false)
  })

  test('[CA6] is closed to a locked desk', () => {
    const desk = { isLocked: false }
    const { gate } = gateOf(desk)
    gate.setScanning(true)
    desk.isLocked = true
    expect(gate.isOpen()).toBe(false)
  })

  test('[CA7] is shut with its window, and the window is told once', () => {
    const { gate, told } = gateOf({ isLocked: false })
    gate.shut()
    expect(told()).toBe(0)
    gate.setScanning(true)
    gate.shut()
    gate.shut()
    expect(gate.isOpen()).toBe(false)
    expect(told()).toBe(1)
  })
})
