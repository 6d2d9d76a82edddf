import { createHash } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { memberships, users } from '#db/schema/account.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { events } from '#db/schema/event.ts'
import { ledgerSnapshots, screeningRows } from '#db/schema/screening.ts'
import { deriveRows } from '#domain/screening/commands/derive.ts'
import { takeSnapshots } from '#domain/screening/commands/snapshot.ts'
import { screeningSearch } from '#domain/screening/input.ts'
import { listScreening, whereOf } from '#domain/screening/queries/list.ts'
import { readSnapshot } from '#domain/screening/rules/snapshot.ts'
import { parseSearch } from '#platform/http/search-params.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const now = new Date('2026-11-25T10:00:00+08:00')
const region = '430922'
let county: Account
let elsewhere: Account

beforeAll(async () => {
  const account = async (userId: string, regionCode: string): Promise<Account> => {
    const ties = { role: 'county_officer', regionCode, department: 'inspection', enterpriseId: null } as const
    await database.db.insert(users).values({ id: userId, name: `岗 ${userId}`, email: `${userId}@example.com` })
    await database.db.insert(memberships).values({ userId, ...ties })
    return { userId, name: `岗 ${userId}`, hasSecondFactor: true, ...ties }
  }
  county = await account('s-taojiang', region)
  elsewhere = await account('s-anhua', '430923')
  await deriveRows(database.db, 'all', now)
})

describe('the screening ledger', () => {
  it('has one line for every firm of the plan that is not closed, in the batch of its sector', async () => {
    const [count] = (await database.db.execute(sql`
      select (select count(*)::int from enterprises where operating_state <> 'closed') as firms,
        (select count(*)::int from screening_rows r join enterprises e on e.id = r.enterprise_id join sectors s on s.code = e.sector_code where s.batch = r.batch) as lines`)) as unknown as [
      { firms: number; lines: number },
    ]
    expect(count.firms).toBeGreaterThan(100)
    expect(count.lines).toBe(count.firms)
  })

  it('is written only where something changed', async () => {
    expect(await deriveRows(database.db, 'all', now)).toBe(0)
    const [firm] = await database.db.select().from(enterprises).where(eq(enterprises.regionCode, region)).limit(1)
    await database.db
      .update(enterprises)
      .set({ controlLevel: firm?.controlLevel === 'national' ? 'provincial' : 'national' })
      .where(eq(enterprises.id, firm?.id ?? 0))
    expect(await deriveRows(database.db, { regionCode: region }, now)).toBe(1)
  })

  it('gives a source for every text it derives', async () => {
    const rows = await database.db.select({ derived: screeningRows.derived }).from(screeningRows)
    const texts = rows.flatMap(({ derived }) => Object.values(derived))
    expect(texts.length).toBeGreaterThan(1000)
    expect(texts.filter(({ sources }) => sources.length === 0)).toEqual([])
  })
})

describe('the ledgers of a month', () => {
  it('are kept as they stood, with the hash of exactly those bytes, and never changed again', async () => {
    const taken = await takeSnapshots(database.db, region, '2026-10', county, now)
    const [snapshot] = await database.db.select().from(ledgerSnapshots).where(eq(ledgerSnapshots.id, taken.screening))
    const content = readSnapshot(snapshot?.content ?? Buffer.of())
    expect(snapshot?.sha256).toBe(
      createHash('sha256')
        .update(snapshot?.content ?? '')
        .digest('hex'),
    )
    expect(content.rows).toHaveLength(snapshot?.rowCount ?? -1)
    expect(content.rows[0]?.cells).toMatchObject({ serialNo: 1, region: '桃江县' })
    expect(await takeSnapshots(database.db, region, '2026-10', county, now)).toEqual(taken)
    await expect(database.owner.sql`update ledger_snapshots set month = '2026-09'`).rejects.toThrow()
    await expect(database.owner.sql`delete from ledger_snapshots`).rejects.toThrow()
    expect(
      await database.db.$count(
        events,
        and(eq(events.kind, 'ledger.reported'), eq(events.subject, `ledger:${taken.screening}`)),
      ),
    ).toBe(1)
  })

  it('are reported by their own county alone, and for months that are over', async () => {
    await expect(takeSnapshots(database.db, region, '2026-09', elsewhere, now)).rejects.toThrow(/账号/)
    await expect(takeSnapshots(database.db, region, '2026-11', county, now)).rejects.toThrow(/没有结束/)
  })
})

describe('the list at the desk', () => {
  const search = (query: string) => parseSearch(screeningSearch.zh, new URLSearchParams(query)).values

  it('counts beside each filter what its choice would show, under all the others', async () => {
    const { db } = database
    const filters = [
      '',
      'region=430922',
      'complete=no&level=other',
      'batch=1&exceeded=unknown&complete=no',
      'q=有限&problems=no&screened=no',
      'online=unknown&sector=paper',
    ]
    for (const query of filters) {
      const whole = await listScreening(db, search(query))
      expect(whole.total).toBe(await db.$count(screeningRows, whereOf(search(query))))
      for (const [name, counts] of Object.entries(whole.counts))
        for (const [value, count] of [...counts].slice(0, 3)) {
          const chosen = new URLSearchParams(query)
          chosen.set(name, value)
          expect([query, name, value, await db.$count(screeningRows, whereOf(search(`${chosen}`)))]).toEqual([
            query,
            name,
            value,
            count,
          ])
        }
    }
    const own = await listScreening(db, search('complete=no'), region)
    expect(own.total).toBe((await listScreening(db, search(`complete=no&region=${region}`))).total)
    expect([...own.counts.region.keys()]).toEqual([region])
  })
})
