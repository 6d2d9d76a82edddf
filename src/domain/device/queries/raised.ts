import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { raisedSchedules } from '#db/schema/device-register.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { visitDueOn } from '#domain/device/rules/clock.ts'

interface Visit {
  doneOn: string
  hasExceeded: boolean | null
  findings: string
  reportNo: string | null
}

/** Firms without a device that are monitored or inspected more often, the next visit first; with their last visits. */
export async function listRaised(db: Db, { regionCode, open = true }: { regionCode?: string; open?: boolean } = {}) {
  const rows = await db
    .select({
      id: raisedSchedules.id,
      kind: raisedSchedules.kind,
      everyDays: raisedSchedules.everyDays,
      fromOn: raisedSchedules.fromOn,
      toOn: raisedSchedules.toOn,
      creditCode: enterprises.creditCode,
      enterpriseName: enterprises.name,
      enterpriseNameEn: enterprises.nameEn,
      regionCode: enterprises.regionCode,
      visits: sql<
        Visit[]
      >`coalesce((select json_agg(json_build_object('doneOn', v.done_on, 'hasExceeded', v.has_exceeded,
        'findings', v.findings, 'reportNo', v.report_no) order by v.done_on desc) from (
          select * from raised_visits x where x.schedule_id = ${raisedSchedules.id} order by x.done_on desc limit 6) v), '[]')`,
    })
    .from(raisedSchedules)
    .innerJoin(enterprises, eq(enterprises.id, raisedSchedules.enterpriseId))
    .where(
      and(
        open ? isNull(raisedSchedules.toOn) : undefined,
        regionCode === undefined ? undefined : eq(enterprises.regionCode, regionCode),
      ),
    )
    .orderBy(asc(enterprises.namePinyin), asc(raisedSchedules.id))
  return rows
    .map((row) => ({ ...row, dueOn: visitDueOn(row.fromOn, row.visits[0]?.doneOn ?? null, row.everyDays) }))
    .sort((a, b) => a.dueOn.localeCompare(b.dueOn))
}
export type RaisedRow = Awaited<ReturnType<typeof listRaised>>[number]
