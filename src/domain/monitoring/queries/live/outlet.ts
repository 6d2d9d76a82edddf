import { and, eq, ne, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { deviceActivity, devices } from '#db/schema/device.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { factors } from '#db/schema/standard.ts'
import { liveColumns } from '#domain/monitoring/queries/live/city.ts'

export type OutletKey = { id: number } | { creditCode: string; code: string }

/** One outlet with its device, if it has one; undefined where there is no such outlet. */
export async function findLiveOutlet(db: Db, key: OutletKey) {
  const [found] = await db
    .select(liveColumns)
    .from(outlets)
    .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
    .leftJoin(devices, and(eq(devices.outletId, outlets.id), ne(devices.state, 'removed')))
    .leftJoin(deviceActivity, eq(deviceActivity.deviceId, devices.id))
    .where(
      'id' in key
        ? eq(outlets.id, key.id)
        : and(eq(enterprises.creditCode, key.creditCode), eq(outlets.code, key.code)),
    )
    .limit(1)
  return found
}

export type LiveOutlet = NonNullable<Awaited<ReturnType<typeof findLiveOutlet>>>

export async function findFactor(db: Db, code: string) {
  const [found] = await db
    .select({
      no: factors.no,
      code: factors.code,
      nameZh: factors.nameZh,
      nameEn: factors.nameEn,
      unit: factors.unit,
      amountUnit: factors.amountUnit,
    })
    .from(factors)
    .where(sql`lower(${factors.code}) = lower(${code})`)
    .limit(1)
  return found
}
