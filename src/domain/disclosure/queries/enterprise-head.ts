import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'

/** Who is disclosing: the name that the declaration and the preview carry. */
export async function getEnterpriseHead(db: Db, enterpriseId: number) {
  const [found] = await db
    .select({
      creditCode: enterprises.creditCode,
      name: enterprises.name,
      nameEn: enterprises.nameEn,
      regionCode: enterprises.regionCode,
    })
    .from(enterprises)
    .where(eq(enterprises.id, enterpriseId))
  return found
}
