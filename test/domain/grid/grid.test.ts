import { and, eq, isNull, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { reachAt, townAt } from '#db/grid-place.ts'
import { users } from '#db/schema/account.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { events } from '#db/schema/event.ts'
import { gridCells, gridDuties, enterpriseCells as members } from '#db/schema/grid.ts'
import { assignByPlace, assignSource } from '#domain/grid/commands/assign.ts'
import { addCell, addReach } from '#domain/grid/commands/cell.ts'
import { endDuty, enterDuty } from '#domain/grid/commands/duty.ts'
import { officePhone, responsibleSearch } from '#domain/grid/input.ts'
import { cellsOf, countyGrids, getCell, unassignedSources } from '#domain/grid/queries/cells.ts'
import { listDuties } from '#domain/grid/queries/duties.ts'
import { gridPlaces, responsibleAt } from '#domain/grid/queries/place.ts'
import { responsibleFor } from '#domain/grid/queries/responsible.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const now = new Date('2026-11-25T10:00:00+08:00')
const today = '2026-11-25'
const officer = (userId: string, regionCode: string | null): Account => ({
  role: regionCode ? 'county_officer' : 'city_officer',
  userId,
  name: userId,
  regionCode,
  department: 'inspection',
  enterpriseId: null,
  hasSecondFactor: true,
})
const taojiang = officer('grid-taojiang', '430922')
const anhua = officer('grid-anhua', '430923')
const duty = {
  cell: '430922-T03',
  role: 'grid_head' as const,
  post: '修山镇人民政府镇长',
  officePhone: '0737-0019999',
  task: '网格内污染源巡查',
  personName: null,
  nameBasis: null,
  fromOn: today,
}
beforeAll(async () => {
  for (const { userId } of [taojiang, anhua])
    await database.db.insert(users).values({ id: userId, name: userId, email: `${userId}@example.com` })
})
const refused = (work: Promise<unknown>, code: string, field?: string) =>
  expect(work).rejects.toMatchObject({ code, ...(field ? { problems: [{ field }] } : {}) })

describe('the demo city’s grid', () => {
  it('gives every source the town and the reach that the rule of places gives it, and leaves the rest to the county', async () => {
    const { towns, reaches } = await gridPlaces(database.db, today)
    const sources = await database.db
      .select({
        id: enterprises.id,
        regionCode: enterprises.regionCode,
        longitudeDeg: enterprises.longitudeDeg,
        latitudeDeg: enterprises.latitudeDeg,
        isWet: enterprises.dischargesWater,
      })
      .from(enterprises)
    const rows = await database.db.select().from(members)
    const given = (id: number, level: string) =>
      rows.find((row) => row.enterpriseId === id && row.level === level)?.cellId
    for (const { id, regionCode, longitudeDeg, latitudeDeg, isWet } of sources) {
      expect(given(id, 'town')).toBe(townAt([longitudeDeg, latitudeDeg], regionCode, towns))
      if (isWet) expect(given(id, 'river')).toBe(reachAt([longitudeDeg, latitudeDeg], regionCode, reaches))
    }
    const counties = await countyGrids(database.db, today)
    expect(counties).toHaveLength(8)
    const left = counties.reduce((sum, { unassigned }) => sum + unassigned, 0)
    expect(left).toBeGreaterThan(0)
    expect((await unassignedSources(database.db, undefined, 1)).total).toBe(left)
  })
  it('names for every source at least the head of its county, the nearest cell first, and nobody by name', async () => {
    const [firm] = await database.db
      .select({ id: enterprises.id })
      .from(enterprises)
      .innerJoin(members, and(eq(members.enterpriseId, enterprises.id), eq(members.level, 'river')))
      .limit(1)
    const rows = await responsibleFor(database.db, firm?.id ?? 0, today)
    expect(rows.at(-1)?.level).toBe('county')
    expect(new Set(rows.map(({ level }) => level)).size).toBe(3)
    expect(rows.every(({ personName, officePhone }) => personName === null && officePhone.startsWith('0737-001'))).toBe(
      true,
    )
    expect(await responsibleFor(database.db, firm?.id ?? 0, '2020-01-01')).toEqual([])
  })
  it('answers for a place: a park of a zone inside a neighbour, a town, and beyond the city nobody', async () => {
    expect((await responsibleAt(database.db, [112.452, 28.513], today)).regionCode).toBe('430972')
    const town = await responsibleAt(database.db, [112.135, 28.5215], today)
    expect(town.regionCode).toBe('430922')
    expect(town.rows.map(({ role }) => role)).toContain('river_chief')
    expect(await responsibleAt(database.db, [113.9, 28.2], today)).toEqual({ regionCode: null, rows: [] })
  })
})

describe('duties', () => {
  it('a new head ends the period of the one before; history stays, and only its own county may enter it', async () => {
    await database.rolledBack(async (tx) => {
      await refused(enterDuty(tx, anhua, duty, now), 'not_allowed')
      await enterDuty(tx, taojiang, duty, now)
      const cell = await getCell(tx, duty.cell, 1)
      const heads = cell?.duties.filter(({ role }) => role === 'grid_head') ?? []
      expect(heads[0]).toMatchObject({ post: duty.post, untilOn: null })
      expect(heads[1]?.untilOn).toBe(today)
      await refused(enterDuty(tx, taojiang, { ...duty, post: '另一岗位' }, now), 'rule_broken', 'fromOn')
      await refused(enterDuty(tx, taojiang, duty, now), 'conflict')
      const [event] = await tx
        .select({ kind: events.kind })
        .from(events)
        .where(eq(events.subject, `grid:${duty.cell}`))
      expect(event?.kind).toBe('grid.duty_entered')
    })
  })
  it.each([
    ['role', { role: 'river_chief' as const }],
    ['fromOn', { fromOn: '2026-11-26' }],
    ['fromOn', { fromOn: '2010-01-01' }],
    ['nameBasis', { personName: '某某' }],
    ['post', { post: '值班员 13900000001' }],
  ])('what is wrong is said at %s: %j', async (field, wrong) => {
    await database.rolledBack((tx) =>
      refused(enterDuty(tx, taojiang, { ...duty, ...wrong }, now), 'rule_broken', field),
    )
  })
  it('a member’s duty ends once, within its period, and the cell then shows a vacancy', async () => {
    await database.rolledBack(async (tx) => {
      const cell = await getCell(tx, duty.cell, 1)
      const dutyId = cell?.duties.find(({ role, untilOn }) => role === 'grid_member' && untilOn === null)?.id ?? 0
      await refused(
        endDuty(tx, taojiang, { cell: duty.cell, dutyId, untilOn: '2010-01-01' }, now),
        'rule_broken',
        'untilOn',
      )
      await endDuty(tx, taojiang, { cell: duty.cell, dutyId, untilOn: today }, now)
      await refused(endDuty(tx, taojiang, { cell: duty.cell, dutyId, untilOn: today }, now), 'conflict')
      expect((await cellsOf(tx, '430922', today)).find(({ code }) => code === duty.cell)?.members).toBe(0)
    })
  })
  it('the database itself refuses two heads at a time', async () => {
    await expect(
      database.rolledBack(async (tx) => {
        const [cell] = await tx.select({ id: gridCells.id }).from(gridCells).where(eq(gridCells.code, duty.cell))
        const { cell: _, ...row } = duty
        await tx.insert(gridDuties).values({ ...row, cellId: cell?.id ?? 0, enteredAt: now })
      }),
    ).rejects.toMatchObject({ cause: { constraint_name: 'grid_duties_one_at_a_time' } })
  })
  it('an office telephone is no mobile number', () => {
    for (const phone of ['0737-4220000', '12369', '(0737) 422 0000'])
      expect(officePhone.safeParse(phone).success).toBe(true)
    for (const phone of ['13900000001', '139 0000 0001', 'ring me', '1'])
      expect(officePhone.safeParse(phone).success).toBe(false)
  })
  it('are open data with their ended periods', async () => {
    const rows = await listDuties(database.db, { region: '430922', role: 'grid_head' })
    expect(rows.some(({ untilOn }) => untilOn !== null)).toBe(true)
    expect(rows.every(({ regionCode }) => regionCode === '430922')).toBe(true)
  })
})

describe('cells of sources', () => {
  it('the county moves a source with its reason; the membership before ends; another county’s cell is refused', async () => {
    await database.rolledBack(async (tx) => {
      const [firm] = await tx
        .select({ id: enterprises.id, creditCode: enterprises.creditCode })
        .from(enterprises)
        .where(eq(enterprises.regionCode, '430922'))
        .limit(1)
      const [has] = await tx
        .select({ code: gridCells.code })
        .from(members)
        .innerJoin(gridCells, eq(gridCells.id, members.cellId))
        .where(and(eq(members.enterpriseId, firm?.id ?? 0), eq(members.level, 'town')))
      const cell = has?.code === '430922-T01' ? '430922-T02' : '430922-T01'
      const given = { creditCode: firm?.creditCode ?? '', cell, reason: '厂区大部在该园区' }
      await refused(assignSource(tx, anhua, given, now), 'not_allowed')
      await refused(assignSource(tx, taojiang, { ...given, cell: '430922' }, now), 'rule_broken', 'cell')
      await refused(
        assignSource(tx, taojiang, { ...given, creditCode: '91430900MA00000000' }, now),
        'rule_broken',
        'creditCode',
      )
      await refused(assignSource(tx, anhua, { ...given, cell: '430923-T01' }, now), 'rule_broken', 'cell')
      await assignSource(tx, taojiang, given, now)
      await refused(assignSource(tx, taojiang, given, now), 'conflict')
      const rows = await tx
        .select({ how: members.how, reason: members.reason, untilOn: members.untilOn })
        .from(members)
        .where(and(eq(members.enterpriseId, firm?.id ?? 0), eq(members.level, 'town'), isNull(members.untilOn)))
      expect(rows).toEqual([{ how: 'county', reason: given.reason, untilOn: null }])
    })
  })
  it('by place gives each its cell once; a new town takes those that lay beyond all', async () => {
    await database.rolledBack(async (tx) => {
      const { rows } = await unassignedSources(tx, undefined, 1)
      const [lost] = rows
      if (!lost) throw new Error('the demo city has sources without a cell')
      const county = officer(taojiang.userId, lost.regionCode)
      const before = await assignByPlace(tx, county, lost.regionCode, now)
      expect(before.assigned).toBe(0)
      const cell = {
        regionCode: lost.regionCode,
        nameZh: '新设镇',
        nameEn: 'Xinshe Town',
        longitudeDeg: lost.longitudeDeg,
        latitudeDeg: lost.latitudeDeg,
        reachKm: 1,
      }
      const code = await addCell(tx, county, cell, now)
      await refused(addCell(tx, county, cell, now), 'rule_broken', 'nameZh')
      await refused(
        addCell(tx, county, { ...cell, nameZh: '外地镇', longitudeDeg: 116 }, now),
        'rule_broken',
        'longitudeDeg',
      )
      const after = await assignByPlace(tx, county, lost.regionCode, now)
      expect([after.assigned > 0, after.left < before.left || before.left === 1]).toEqual([true, true])
      expect((await getCell(tx, code, 1))?.sources.map(({ creditCode }) => creditCode)).toContain(lost.creditCode)
      await expect(assignByPlace(tx, officer(anhua.userId, '430981'), '430922', now)).rejects.toMatchObject({
        code: 'not_allowed',
      })
    })
  })
  it('a reach drawn by the county takes the sources with waste water beside it, and has its chief; a course that is none is refused at its line', async () => {
    await database.rolledBack(async (tx) => {
      // A source with waste water that has no reach yet.
      const [wet] = await tx
        .select({ id: enterprises.id, longitudeDeg: enterprises.longitudeDeg, latitudeDeg: enterprises.latitudeDeg })
        .from(enterprises)
        .where(
          and(
            eq(enterprises.regionCode, '430922'),
            eq(enterprises.dischargesWater, true),
            sql`${enterprises.operatingState} <> 'closed'`,
          ),
        )
        .orderBy(enterprises.id)
        .limit(1)
      const { id = 0, longitudeDeg = 0, latitudeDeg = 0 } = wet ?? {}
      const ofFirm = and(eq(members.enterpriseId, id), eq(members.level, 'river'))
      await tx
        .update(members)
        .set({ untilOn: today })
        .where(and(ofFirm, isNull(members.untilOn)))
      const reach = {
        ...{ regionCode: '430922', nameZh: '新河新设段', nameEn: 'New River, Xinshe reach', reachKm: 0.1 },
        line: [-1, 1].map((side) => `${(longitudeDeg + side / 10_000).toFixed(6)}，${latitudeDeg}`).join('\n\n'),
      }
      await refused(addReach(tx, anhua, reach, now), 'not_allowed')
      for (const [line, words] of [
        ['112.1,28.5\n28.5,112.1', /第 2 行“28.5,112.1”.*Line 2/],
        ['112.1,28.5\n116.1,28.5', /第 2 行.*不在本市范围内/],
        ['112.1,28.5', /共 1 个点/],
      ] as const)
        await expect(addReach(tx, taojiang, { ...reach, line }, now)).rejects.toMatchObject({
          ...{ code: 'rule_broken', message: expect.stringMatching(words), problems: [{ field: 'line' }] },
        })
      const code = await addReach(tx, taojiang, reach, now)
      expect(code).toMatch(/^430922-R\d\d$/)
      await refused(addReach(tx, taojiang, reach, now), 'rule_broken', 'nameZh')
      await enterDuty(tx, taojiang, { ...duty, cell: code, role: 'river_chief', post: '桃江县副县长（河长）' }, now)
      await refused(enterDuty(tx, taojiang, { ...duty, cell: code }, now), 'rule_broken', 'role')
      expect((await assignByPlace(tx, taojiang, '430922', now)).assigned).toBeGreaterThan(0)
      const cell = await getCell(tx, code, 1)
      expect([cell?.level, cell?.duties.map(({ post }) => post)]).toEqual(['river', ['桃江县副县长（河长）']])
      const [now_] = await tx
        .select({ code: gridCells.code })
        .from(members)
        .innerJoin(gridCells, eq(gridCells.id, members.cellId))
        .where(and(ofFirm, isNull(members.untilOn)))
      expect(now_?.code).toBe(code)
    })
  })
  it('an address that is no place is refused in words', () => {
    expect(responsibleSearch.zh.safeParse({ at: '112.1,28.5' }).data?.at).toEqual([112.1, 28.5])
    expect(responsibleSearch.zh.safeParse({ at: '112.1，28.5' }).data?.at).toEqual([112.1, 28.5])
    for (const at of ['28.5,112.1', 'x', '112.1', '112.1,28.5,3'])
      expect(responsibleSearch.en.safeParse({ at }).error?.issues[0]?.message).toContain(at)
  })
})

it('a table of the grid is emptied by nobody', async () => {
  await expect(database.db.execute(sql`truncate grid_duties`)).rejects.toThrow()
})
