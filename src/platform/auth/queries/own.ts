import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { memberships } from '#db/schema/account.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { regions } from '#db/schema/region.ts'

/** What an account is tied to, by name, for its owner's page. */
export async function getTies(db: Db, userId: string) {
  const [row] = await db
    .select({
      organisation: memberships.organisation,
      regionName: regions.nameZh,
      regionNameEn: regions.nameEn,
      enterpriseName: enterprises.name,
      creditCode: enterprises.creditCode,
    })
    .from(memberships)
    .leftJoin(regions, eq(regions.code, memberships.regionCode))
    .leftJoin(enterprises, eq(enterprises.id, memberships.enterpriseId))
    .where(eq(memberships.userId, userId))
  return row
}
