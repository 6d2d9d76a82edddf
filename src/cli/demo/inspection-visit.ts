import { and, asc, between, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { outlets } from '#db/schema/enterprise.ts'
import {
  inspectionFindings,
  inspectionOfficers,
  inspectionSamples,
  inspections,
  lawOfficers,
} from '#db/schema/inspection.ts'
import { supervisoryResults } from '#db/schema/monitoring.ts'
import { Random } from '#db/seed/random.ts'
import { nextSeq } from '#domain/inspection/commands/numbering.ts'
import { inspectionNo } from '#domain/inspection/rules/number.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demoFindings, type demoVisits, siteWords } from '#src/cli/demo/inspection-plan.ts'

const dayMs = 86_400_000

export interface Visit {
  /** What its chances hang on. */
  name: string
  at: Date
  regionCode: string
  kind: (typeof demoVisits)[number][2]
  isDone: boolean
  enterpriseId: number
  officers: { id: number }[]
  campaignId?: number
  /** What is found in any case. */
  finding?: { kind: (typeof demoFindings)[number]['kind']; words: string }
}

/** One inspection of the demo, planned three days before; `isDone`: held, signed and filed. */
export async function visit(db: Db, { name, at, regionCode, kind, isDone, enterpriseId, officers, ...more }: Visit) {
  const { campaignId, finding } = more
  const year = Number(cityDate(at).slice(0, 4))
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const seq = await nextSeq(tx, 'inspections', year)
    const [made] = await tx
      .insert(inspections)
      .values({
        ...{ year, seq, no: inspectionNo(year, seq), kind, regionCode },
        enterpriseId,
        campaignId,
        plannedOn: addDays(cityDate(at), -3),
        dueOn: addDays(cityDate(at), 4),
        createdAt: new Date(at.getTime() - 3 * dayMs),
      })
      .returning()
    const row = made as typeof inspections.$inferSelect
    await tx.insert(inspectionOfficers).values(
      [officers[2], officers[3]].map((officer) => ({
        inspectionId: row.id,
        officerId: (officer as { id: number }).id,
      })),
    )
    if (isDone) await finish(tx, row, at, name, finding)
    return row
  })
}

/** A sample at the firm's first outlet: under the report that the station has of that quarter, else under one that is still to come. */
async function takeSample(db: Db, row: typeof inspections.$inferSelect, at: Date) {
  const day = cityDate(at)
  const [[outlet], [known]] = await Promise.all([
    db
      .select({ outletId: outlets.id })
      .from(outlets)
      .where(eq(outlets.enterpriseId, row.enterpriseId))
      .orderBy(asc(outlets.id))
      .limit(1),
    db
      .select({ outletId: outlets.id, reportNo: supervisoryResults.reportNo })
      .from(supervisoryResults)
      .innerJoin(outlets, eq(outlets.id, supervisoryResults.outletId))
      .where(
        and(
          eq(outlets.enterpriseId, row.enterpriseId),
          eq(supervisoryResults.isCurrent, true),
          between(supervisoryResults.sampledOn, addDays(day, -45), addDays(day, 45)),
        ),
      )
      .orderBy(asc(supervisoryResults.id))
      .limit(1),
  ])
  if (!outlet) return
  const reportNo = `监测〔${day.slice(0, 4)}〕${String(3000 + row.id)}`
  await db
    .insert(inspectionSamples)
    .values({ inspectionId: row.id, position: 1, ...(known ?? { ...outlet, reportNo }) })
}

/** Arrives on the day, stays two hours, finds something in a third of the cases, takes a sample in half of them. */
export async function finish(
  db: Db,
  row: typeof inspections.$inferSelect,
  at: Date,
  name: string,
  told?: Visit['finding'],
) {
  const random = new Random('finished', name)
  const hour = row.kind === 'night' ? '22' : String(random.int(9, 15)).padStart(2, '0')
  const startedAt = new Date(`${cityDate(at)}T${hour}:${random.pick(['05', '20', '40'])}:00+08:00`)
  const endedAt = new Date(startedAt.getTime() + random.int(60, 170) * 60_000)
  const finishedAt = new Date(endedAt.getTime() + 40 * 60_000)
  const drawn = random.chance(0.36) ? random.pick(demoFindings) : undefined
  const finding = told ?? drawn
  if (finding) await db.insert(inspectionFindings).values({ inspectionId: row.id, position: 1, ...finding })
  if (random.chance(0.5)) await takeSample(db, row, at)
  await db
    .update(inspectionOfficers)
    .set({ means: 'account', signedVersion: 1, signedAt: finishedAt })
    .where(and(eq(inspectionOfficers.inspectionId, row.id), isNull(inspectionOfficers.signedAt)))
  await db
    .update(inspections)
    .set({
      state: 'finished',
      version: 1,
      savedAt: endedAt,
      ...{ startedAt, endedAt, finishedAt },
      words: random.pick(siteWords),
      result: finding ? 'problems' : 'no_problem',
    })
    .where(eq(inspections.id, row.id))
  // What was found is a line of the ledger, by the effect that real ones go through.
  if (finding)
    await recordEvent(db, {
      kind: 'inspection.finished',
      subject: `inspection:${row.id}`,
      by: 'system',
      at: finishedAt,
      after: { no: row.no, result: 'problems', findings: 1, kind: row.kind, regionCode: row.regionCode },
    })
}

/** The officers of a bureau in the order of their posts. */
export const officersOf = (db: Db, regionCode: string) =>
  db
    .select({ id: lawOfficers.id })
    .from(lawOfficers)
    .where(eq(lawOfficers.regionCode, regionCode))
    .orderBy(asc(lawOfficers.id))
