import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import type { EntryContext, KnownFactor, KnownOutlet } from '#domain/monitoring/rules/entry/read.ts'
import { cityDate } from '#platform/clock.ts'
import { can } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/** What lines about these enterprises are read against, and which counties this viewer may enter results for. */
export async function getEntryContext(
  db: Db,
  viewer: Viewer,
  permission: 'monitoring.enter_results' | 'monitoring.enter_online',
  creditCodes: readonly string[],
  now: Date,
): Promise<EntryContext> {
  const codes = [...new Set(creditCodes)]
  const [outlets, enterprises, factors] = await Promise.all([
    db.execute(sql`
      select o.id as "outletId", e.credit_code as "creditCode", e.region_code as "regionCode", o.code as "outletCode"
      from enterprises e join outlets o on o.enterprise_id = e.id
      where e.credit_code = any(${sql.param(codes)}::text[]) order by o.code`),
    db.execute(sql`select credit_code as code from enterprises where credit_code = any(${sql.param(codes)}::text[])`),
    db.execute(
      sql`select code, name_zh as "nameZh", name_en as "nameEn", aliases, coalesce(unit, '') as unit from factors`,
    ),
  ])
  return {
    outlets: outlets as unknown as KnownOutlet[],
    enterprises: new Set((enterprises as unknown as { code: string }[]).map(({ code }) => code)),
    factors: factors as unknown as KnownFactor[],
    mayEnter: (regionCode) => can(viewer, permission, { regionCode }),
    today: cityDate(now),
  }
}
