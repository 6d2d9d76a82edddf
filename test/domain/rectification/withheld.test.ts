import { and, eq, isNotNull } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { ledgerSnapshots } from '#db/schema/screening.ts'
import { violationCases } from '#db/schema/violation.ts'
import { changeProblem } from '#domain/rectification/commands/change.ts'
import { enterProblem } from '#domain/rectification/commands/enter.ts'
import { problemOf } from '#domain/rectification/queries/list.ts'
import { withheldWords } from '#domain/rectification/queries/withheld.ts'
import { lineOf } from '#domain/rectification/rules/line.ts'
import { takeSnapshots } from '#domain/screening/commands/snapshot.ts'
import { getSnapshot } from '#domain/screening/queries/snapshots.ts'
import { withdrawCase } from '#domain/violation/commands/aftercare/remove.ts'
import { makeAccount } from '#test/support/closure.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const now = new Date('2026-11-26T10:00:00+08:00')

it('a case that leaves the board is quoted no more by the problem that came of it, nor by ledgers reported before', async () => {
  const { db } = database
  const [found] = await db
    .select()
    .from(violationCases)
    .where(and(eq(violationCases.state, 'published'), isNotNull(violationCases.enterpriseId)))
    .limit(1)
  const { id, title, enterpriseId, regionCode, decidedOn } = found as typeof violationCases.$inferSelect
  const county = await makeAccount(db, 'w-county', 'county_officer', { regionCode })
  const legal = await makeAccount(db, 'w-legal', 'city_officer', { department: 'legal' })
  const { no } = await enterProblem(
    db,
    'system',
    {
      ...{ enterpriseId: enterpriseId as number, kind: 'exceedance', source: 'case', sourceRef: `case:${id}:again` },
      ...{ caseId: id, foundOn: decidedOn as string, words: title },
    },
    now,
  )
  const before = await problemOf(db, no)
  if (!before) throw new Error('no problem')
  const line = {
    ...lineOf(before),
    documentNo: '桃环罚〔2026〕8888号',
    requirement: '罚款八千八百八十八元',
    execution: 'under_way',
  }
  await changeProblem(db, county, { no, version: before.version, line }, now)
  await takeSnapshots(db, regionCode, '2026-10', county, now)
  const snapshots = await db.select().from(ledgerSnapshots).where(eq(ledgerSnapshots.regionCode, regionCode))
  const read = async () => {
    const all = []
    for (const snapshot of snapshots) all.push(await getSnapshot(db, snapshot.id))
    return JSON.stringify([
      await problemOf(db, no),
      all.map((each) => each?.rows),
      all.map((each) => String(each?.bytes)),
    ])
  }
  const public1 = await read()
  for (const text of [title, '8888号', '八千八百八十八']) expect(public1).toContain(text)
  await withdrawCase(
    db,
    legal,
    { caseId: id, reason: 'published_wrongly', words: '' },
    new Date(now.getTime() + 60_000),
  )
  const public2 = await read()
  for (const text of [title, '8888号', '八千八百八十八']) expect(public2).not.toContain(text)
  expect(public2).toContain(withheldWords)
  expect(await db.select().from(ledgerSnapshots).where(eq(ledgerSnapshots.regionCode, regionCode))).toEqual(snapshots)
})
