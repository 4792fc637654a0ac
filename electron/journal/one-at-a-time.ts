/** Runs what it is given strictly one after another, in the order asked for; one that fails does not stop the next. */
export type OneAtATime = <Value>(run: () => Promise<Value>) => Promise<Value>

export function oneAtATime(): OneAtATime {
  let last: Promise<unknown> = Promise.resolve()
  return (run) => {
    const mine = last.then(run)
    last = mine.catch(() => undefined)
    return mine
  }
}
