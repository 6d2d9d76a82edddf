import { and, eq, gt, isNull, lte, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { liaisons } from '#db/schema/joint.ts'

/** 总联络人 of each county on a day: post and office telephone, nothing else. */
export async function generalLiaisons(
  db: Db,
  day: string,
): Promise<Map<string, { post: string; officePhone: string }>> {
  const rows = await db
    .select({ regionCode: liaisons.regionCode, post: liaisons.post, officePhone: liaisons.officePhone })
    .from(liaisons)
    .where(
      and(
        eq(liaisons.role, 'general'),
        lte(liaisons.fromOn, day),
        or(isNull(liaisons.untilOn), gt(liaisons.untilOn, day)),
      ),
    )
  return new Map(rows.map(({ regionCode, ...row }) => [regionCode, row]))
}
