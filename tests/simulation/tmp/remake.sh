cd /work/wt/seeds/tests/simulation/tmp
sed -e "s#from './#from '../#g" ../run-plan.ts > run-hunt.ts
python3 - <<'E'
p='run-hunt.ts'
s=open(p).read()
a="""  const healedAtMs = time.monotonicMs()
"""
assert a in s
s=s.replace(a,a+"""  for (const late of (plan as any).late ?? []) {
    time.after(late.afterMs, () => {
      const till = tills[late.till]
      if (till === undefined) return
      if (late.kind === 'clock-jump') till.clock.jump(late.byMs)
      if (late.kind === 'kill-window') till.killWindow('nothing')
      if (late.kind === 'decide') perform({ kind: 'head-office', till: late.till, atMs: 0, nth: late.nth, choice: late.choice } as any, { stage: { world, api, tills, counters }, till, counter: counters[late.till]! })
    })
  }
""")
a="""      void counter.putInOrder()
      return undefined
"""
assert a in s
s=s.replace(a,"""      if ((event as any).isForced) {
        const main = till.main()
        if (main !== null) void Promise.race([main.enrolAgain(), till.windowDied().then(() => false)]).then((done) => { if (done) till.window()?.noteEnrolledAgain() })
      } else void counter.putInOrder()
      return undefined
""")
open(p,'w').write(s)
E
