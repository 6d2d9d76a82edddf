import { and, asc, count, desc, eq, isNull, ne, notExists, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { gridCells as cells, gridDuties as duties, enterpriseCells as members } from '#db/schema/grid.ts'
import { regions } from '#db/schema/region.ts'
import { gridLimits } from '#domain/grid/input.ts'
import { cellColumns, dutyColumns, onDay } from '#domain/grid/queries/columns.ts'

/** The county-level units, each with its head, its cells, and how many of its sources have a town or park and how many none. */
export async function countyGrids(db: Db, day: string) {
  const [units, heads, sizes, sources] = await Promise.all([
    db
      .select({ regionCode: regions.code, nameZh: regions.nameZh, nameEn: regions.nameEn })
      .from(regions)
      .where(ne(regions.kind, 'city'))
      .orderBy(asc(regions.position), asc(regions.code)),
    db
      .select({ regionCode: cells.regionCode, post: duties.post, officePhone: duties.officePhone })
      .from(cells)
      .innerJoin(duties, and(eq(duties.cellId, cells.id), eq(duties.role, 'grid_head')))
      .where(and(eq(cells.level, 'county'), onDay(day, cells), onDay(day, duties))),
    db
      .select({ regionCode: cells.regionCode, level: cells.level, count: count() })
      .from(cells)
      .where(onDay(day, cells))
      .groupBy(cells.regionCode, cells.level),
    db
      .select({
        regionCode: enterprises.regionCode,
        all: count(),
        unassigned: sql<number>`(count(*) filter (where ${withoutTown(db)}))::int`,
      })
      .from(enterprises)
      .where(ne(enterprises.operatingState, 'closed'))
      .groupBy(enterprises.regionCode),
  ])
  return units.map((unit) => {
    const size = (level: 'town' | 'river') =>
      sizes.find((row) => row.regionCode === unit.regionCode && row.level === level)?.count ?? 0
    const own = sources.find(({ regionCode }) => regionCode === unit.regionCode)
    const head = heads.find(({ regionCode }) => regionCode === unit.regionCode)
    return {
      ...unit,
      post: head?.post ?? null,
      officePhone: head?.officePhone ?? null,
      towns: size('town'),
      rivers: size('river'),
      sources: own?.all ?? 0,
      unassigned: own?.unassigned ?? 0,
    }
  })
}
export type CountyGrid = Awaited<ReturnType<typeof countyGrids>>[number]

/** The cells of a county in their order, each with whoever leads it, how many members it has, and its sources. */
export function cellsOf(db: Db, regionCode: string, day: string) {
  const lead = alias(duties, 'lead')
  return db
    .select({
      ...cellColumns,
      role: lead.role,
      post: lead.post,
      officePhone: lead.officePhone,
      personName: lead.personName,
      since: lead.fromOn,
      members: sql<number>`(select count(*)::int from ${duties} where ${duties.cellId} = ${cells.id} and ${duties.role} = 'grid_member' and ${onDay(day, duties)})`,
      sources: sql<number>`(select count(*)::int from ${members} where ${members.cellId} = ${cells.id} and ${members.untilOn} is null)`,
    })
    .from(cells)
    .leftJoin(lead, and(eq(lead.cellId, cells.id), ne(lead.role, 'grid_member'), onDay(day, lead)))
    .where(and(eq(cells.regionCode, regionCode), onDay(day, cells)))
    .orderBy(asc(cells.level), asc(cells.code))
}
export type CellLine = Awaited<ReturnType<typeof cellsOf>>[number]

/** A cell with everybody who has or had a duty in it, the newest first, and one page of its sources. */
export async function getCell(db: Db, code: string, page: number) {
  const [cell] = await db
    .select({
      ...cellColumns,
      fromOn: cells.fromOn,
      untilOn: cells.untilOn,
      regionZh: regions.nameZh,
      regionEn: regions.nameEn,
    })
    .from(cells)
    .innerJoin(regions, eq(regions.code, cells.regionCode))
    .where(eq(cells.code, code))
  if (!cell) return undefined
  const own = and(eq(members.cellId, cell.id), isNull(members.untilOn))
  const [posts, sources, total] = await Promise.all([
    db
      .select({ id: duties.id, ...dutyColumns })
      .from(duties)
      .innerJoin(cells, eq(cells.id, duties.cellId))
      .where(eq(duties.cellId, cell.id))
      .orderBy(asc(duties.role), desc(duties.fromOn), desc(duties.id)),
    db
      .select({
        creditCode: enterprises.creditCode,
        name: enterprises.name,
        nameEn: enterprises.nameEn,
        operatingState: enterprises.operatingState,
        how: members.how,
        reason: members.reason,
        fromOn: members.fromOn,
      })
      .from(members)
      .innerJoin(enterprises, eq(enterprises.id, members.enterpriseId))
      .where(own)
      .orderBy(asc(enterprises.namePinyin), asc(enterprises.id))
      .limit(gridLimits.pageSize)
      .offset((page - 1) * gridLimits.pageSize),
    db.$count(members, own),
  ])
  return { ...cell, duties: posts, sources, total }
}
export type Cell = NonNullable<Awaited<ReturnType<typeof getCell>>>

/** Sources without a town or park, for the county that gives them one. */
export async function unassignedSources(db: Db, regionCode: string | undefined, page: number) {
  const where = and(
    ne(enterprises.operatingState, 'closed'),
    regionCode === undefined ? undefined : eq(enterprises.regionCode, regionCode),
    withoutTown(db),
  )
  const rows = await db
    .select({
      creditCode: enterprises.creditCode,
      name: enterprises.name,
      nameEn: enterprises.nameEn,
      address: enterprises.address,
      regionCode: enterprises.regionCode,
      longitudeDeg: enterprises.longitudeDeg,
      latitudeDeg: enterprises.latitudeDeg,
    })
    .from(enterprises)
    .where(where)
    .orderBy(asc(enterprises.regionCode), asc(enterprises.namePinyin), asc(enterprises.id))
    .limit(gridLimits.pageSize)
    .offset((page - 1) * gridLimits.pageSize)
  return { rows, total: await db.$count(enterprises, where) }
}

const withoutTown = (db: Db) =>
  notExists(
    db
      .select({ one: sql`1` })
      .from(members)
      .where(and(eq(members.enterpriseId, enterprises.id), eq(members.level, 'town'), isNull(members.untilOn))),
  )
