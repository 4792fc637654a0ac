import { openJournal } from '#electron/journal/journal.ts'
import { createMemoryDisk, PowerCut } from '#electron/journal/memory-disk.ts'
import { appendRecord, settledBody } from '#tests/harness/journal-records.ts'
import { ok } from '#shared/kernel/result.ts'
const disk = createMemoryDisk()
const folder = '/till/journal'
const open = async () => {
  const j = await openJournal({ disk, folder })
  if (!j.ok) throw new Error(j.failure)
  return j.value
}
disk.setPlan((step, index) => {
  console.log(index, step)
  return index === 30 ? 'crash' : null
})
try {
  let j = await open()
  await j.append(async () => ok([settledBody(0), settledBody(1)]))
  await j.close()
  j = await open()
  await appendRecord(j, 3)
} catch (e) {
  if (!(e instanceof PowerCut)) throw e
}
disk.setPlan(() => null)
disk.crash(167)
const { scanSegment } = await import('#electron/journal/segment-scan.ts')
for (const f of disk.files()) {
  const r = await disk.read(f)
  if (r.ok && f.endsWith('csj'))
    console.log(
      f,
      r.value.length,
      JSON.stringify(scanSegment(r.value).frames.map((x) => [x.frame.number, x.offset, x.length])),
      scanSegment(r.value).unreadable,
      scanSegment(r.value).unfinishedAt,
    )
}
console.log((await open()).report)
