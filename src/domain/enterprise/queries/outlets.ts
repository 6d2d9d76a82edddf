import { and, asc, eq, gt, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises, outletLimits, outlets } from '#db/schema/enterprise.ts'
import { factors } from '#db/schema/standard.ts'
import type { OutletApiSearch } from '#domain/enterprise/input.ts'

const outletColumns = {
  id: outlets.id,
  enterpriseId: outlets.enterpriseId,
  code: outlets.code,
  name: outlets.name,
  kind: outlets.kind,
  route: outlets.route,
  pattern: outlets.pattern,
  destination: outlets.destination,
  heightM: outlets.heightM,
  innerDiameterM: outlets.innerDiameterM,
  gasTemperatureC: outlets.gasTemperatureC,
  longitudeDeg: outlets.longitudeDeg,
  latitudeDeg: outlets.latitudeDeg,
  inServiceFrom: outlets.inServiceFrom,
  inServiceTo: outlets.inServiceTo,
}

/** The outlets of one enterprise (water, then stacks, then fugitive) with the limits that hold on `today`. */
export async function listOutlets(db: Db, enterpriseId: number, today: string) {
  const found = await db
    .select(outletColumns)
    .from(outlets)
    .where(eq(outlets.enterpriseId, enterpriseId))
    .orderBy(asc(outlets.kind), asc(outlets.code))
  return withLimits(db, found, today)
}

export type Outlet = Awaited<ReturnType<typeof listOutlets>>[number]

/** Outlets of the whole register, in the order of their ids, after `after`; `total` counts all that match. */
export async function listOutletPage(db: Db, search: OutletApiSearch, after: number, today: string) {
  const where = and(
    search.enterprise ? eq(enterprises.creditCode, search.enterprise) : undefined,
    search.region.length > 0 ? inArray(enterprises.regionCode, search.region) : undefined,
    search.kind.length > 0 ? inArray(outlets.kind, search.kind) : undefined,
    search.factor.length > 0 ? hasLimit(search.factor, today) : undefined,
  )
  const [rows, [counted]] = await Promise.all([
    db
      .select({ ...outletColumns, creditCode: enterprises.creditCode, enterpriseName: enterprises.name })
      .from(outlets)
      .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
      .where(and(where, gt(outlets.id, after)))
      .orderBy(asc(outlets.id))
      .limit(search.limit),
    db
      .select({ total: sql<number>`count(*)::int` })
      .from(outlets)
      .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
      .where(where),
  ])
  return { rows: await withLimits(db, rows, today), total: counted?.total ?? 0 }
}

/** Adds to each outlet the limits that hold on `today`, in the order of the factors' codes. */
async function withLimits<T extends { id: number }>(db: Db, found: T[], today: string) {
  if (found.length === 0) return []
  const limits = await db
    .select({
      outletId: outletLimits.outletId,
      factorCode: outletLimits.factorCode,
      factorZh: factors.nameZh,
      factorEn: factors.nameEn,
      limitMin: outletLimits.limitMin,
      limitMax: outletLimits.limitMax,
      unit: outletLimits.unit,
      averaging: outletLimits.averaging,
      source: outletLimits.source,
      standardCode: outletLimits.standardCode,
      tableNo: outletLimits.tableNo,
      validFrom: outletLimits.validFrom,
    })
    .from(outletLimits)
    .innerJoin(factors, eq(factors.code, outletLimits.factorCode))
    .where(
      and(
        inArray(
          outletLimits.outletId,
          found.map(({ id }) => id),
        ),
        holdsOn(today),
      ),
    )
    .orderBy(asc(outletLimits.outletId), asc(outletLimits.factorCode), asc(outletLimits.averaging))
  const byOutlet = Map.groupBy(limits, ({ outletId }) => outletId)
  return found.map((outlet) => ({ ...outlet, limits: byOutlet.get(outlet.id) ?? [] }))
}

const holdsOn = (today: string): SQL =>
  and(lte(outletLimits.validFrom, today), or(isNull(outletLimits.validTo), gt(outletLimits.validTo, today))) as SQL

const hasLimit = (factorCodes: string[], today: string): SQL =>
  sql`exists (select from ${outletLimits} where ${outletLimits.outletId} = ${outlets.id}
    and ${inArray(outletLimits.factorCode, factorCodes)} and ${holdsOn(today)})`
