/** Whether the key that is AltGr on a keyboard that has one is down: the computer's own layout may have none. */
export function followAltGr(target: Window): { isDown(): boolean; stop(): void } {
  let isDown = false
  const follow = ({ type, code }: KeyboardEvent) => {
    if (code === 'AltRight') isDown = type === 'keydown'
  }
  const leave = () => (isDown = false)
  target.addEventListener('keydown', follow, { capture: true })
  target.addEventListener('keyup', follow, { capture: true })
  target.addEventListener('blur', leave)
  return {
    isDown: () => isDown,
    stop() {
      target.removeEventListener('keydown', follow, { capture: true })
      target.removeEventListener('keyup', follow, { capture: true })
      target.removeEventListener('blur', leave)
    },
  }
}
