import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import type { FileKind } from '#domain/monitoring/input.ts'
import type { EntryProblem } from '#domain/monitoring/rules/entry/problem.ts'
import type { ReadResult } from '#domain/monitoring/rules/entry/result.ts'
import type { ReadSummary } from '#domain/monitoring/rules/entry/summary.ts'

export type EntryRow = ({ kind: 'supervisory' } & ReadResult) | ({ kind: 'online' } & ReadSummary)

/** What entering a row would do. */
export interface PlannedEntry {
  line: number
  row: EntryRow
  change: 'new' | 'corrected' | 'unchanged'
  /** The row in force that it would supersede, or that it repeats. */
  existingId: number | null
}

export interface LineProblem extends EntryProblem {
  line: number
}

interface Existing {
  line: number
  id: number
  /** The same subject and the same day or period; else an overlap of periods. */
  isSame: boolean
  isEqual: boolean
  from: string
  to: string
}

/**
 * Holds rows against what is in force: new, a correction of the same subject and day, or the same again. Periods that overlap
 * without being the same, and rows that stand twice, are problems.
 * @param except a row in force that is about to be superseded anyway
 */
export async function planEntries(
  db: Db,
  kind: FileKind,
  rows: readonly { line: number; row: EntryRow }[],
  except: number | null = null,
): Promise<{ planned: PlannedEntry[]; problems: LineProblem[] }> {
  const existing = Map.groupBy(await listExisting(db, kind, rows), ({ line }) => line)
  const problems: LineProblem[] = []
  const seen = new Map<string, number>()
  const planned = rows.flatMap(({ line, row }): PlannedEntry[] => {
    const key = keyOf(row)
    const before = seen.get(key)
    const field = row.kind === 'online' ? 'fromOn' : 'sampledOn'
    if (before !== undefined) {
      problems.push({ line, field, code: 'twice_in_file', given: { line: before } })
      return []
    }
    seen.set(key, line)
    const found = (existing.get(line) ?? []).filter(({ id }) => id !== except)
    const overlapping = found.find(({ isSame }) => !isSame)
    if (overlapping) {
      problems.push({ line, field, code: 'overlaps', given: { from: overlapping.from, to: overlapping.to } })
      return []
    }
    const same = found[0]
    const change = !same ? 'new' : same.isEqual ? 'unchanged' : 'corrected'
    return [{ line, row, change, existingId: same?.id ?? null }]
  })
  return { planned, problems }
}

const keyOf = (row: EntryRow) =>
  [
    row.outlet.outletId,
    row.factorCode,
    ...(row.kind === 'online' ? [row.fromOn, row.toOn] : [row.sampledOn, row.reportNo]),
  ].join(' ')

async function listExisting(db: Db, kind: FileKind, rows: readonly { line: number; row: EntryRow }[]) {
  if (rows.length === 0) return []
  const given = JSON.stringify(
    rows.map(({ line, row: { outlet, ...row } }) => ({ line, outletId: outlet.outletId, ...row })),
  )
  const found =
    kind === 'supervisory'
      ? sql`
        select v.line, s.id, true as "isSame", s.sampled_on::text as "from", s.sampled_on::text as "to",
          (s.state::text, s.value, s.detection_limit, s.unit, s.authority)
            is not distinct from (v.state, v.value, v."detectionLimit", v.unit, v.authority) as "isEqual"
        from jsonb_to_recordset(${given}::text::jsonb) as v (line int, "outletId" int, "factorCode" text, "sampledOn" date,
          state text, value numeric, "detectionLimit" numeric, unit text, "reportNo" text, authority text)
        join supervisory_results s on s.outlet_id = v."outletId" and s.factor_code = v."factorCode"
          and s.sampled_on = v."sampledOn" and s.report_no = v."reportNo" and s.is_current`
      : sql`
        select v.line, s.id, (s.from_on, s.to_on) = (v."fromOn", v."toOn") as "isSame", s.from_on::text as "from", s.to_on::text as "to",
          (s.judged_count, s.exceedance_count, s.concentration_min, s.concentration_mean, s.concentration_max, s.unit, s.total_tonnes, s.source)
            is not distinct from (v."judgedCount", v."exceedanceCount", v.min, v.mean, v.max, v.unit, v."totalTonnes", v.source) as "isEqual"
        from jsonb_to_recordset(${given}::text::jsonb) as v (line int, "outletId" int, "factorCode" text, "fromOn" date, "toOn" date,
          "judgedCount" int, "exceedanceCount" int, min numeric, mean numeric, max numeric, unit text, "totalTonnes" numeric, source text)
        join online_summaries s on s.outlet_id = v."outletId" and s.factor_code = v."factorCode" and s.is_current
          and daterange(s.from_on, s.to_on, '[]') && daterange(v."fromOn", v."toOn", '[]')`
  return (await db.execute(found)) as unknown as Existing[]
}
