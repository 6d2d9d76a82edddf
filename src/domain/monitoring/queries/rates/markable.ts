import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { devices } from '#db/schema/device.ts'
import { outletLimits, outlets } from '#db/schema/enterprise.ts'
import { factors } from '#db/schema/standard.ts'

/** The outlets of a firm that have a device, and the factors that have a limit at one of them: what its marks may name. */
export async function listMarkable(db: Db, enterpriseId: number) {
  const found = await db
    .selectDistinct({ id: outlets.id, code: outlets.code, name: outlets.name })
    .from(outlets)
    .innerJoin(devices, and(eq(devices.outletId, outlets.id), ne(devices.state, 'removed')))
    .where(eq(outlets.enterpriseId, enterpriseId))
    .orderBy(asc(outlets.code))
  const ids = found.map(({ id }) => id)
  const limited = ids.length
    ? await db
        .selectDistinct({ code: factors.code, nameZh: factors.nameZh, nameEn: factors.nameEn })
        .from(outletLimits)
        .innerJoin(factors, eq(factors.code, outletLimits.factorCode))
        .where(inArray(outletLimits.outletId, ids))
        .orderBy(asc(factors.code))
    : []
  return { outlets: found, factors: limited }
}
