import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { events } from '#db/schema/event.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { linkCase, linkCases } from '#domain/violation/commands/link-cases.ts'
import { anOfficerAt, seats } from '#test/domain/violation/drafts.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase()
const now = new Date('2026-06-30T12:00:00+08:00')
const code = '91430922MAFAKE06X7'

async function register(tx: Db, creditCode: string, name: string, formerNames: string[] = []) {
  const [sector] = await tx.execute<{ code: string }>(sql`select code from sectors limit 1`)
  await tx.insert(enterprises).values({
    creditCode,
    name,
    formerNames,
    namePinyin: 'x',
    legalRepresentative: '示例甲',
    address: '示例路',
    longitudeDeg: 112.3,
    latitudeDeg: 28.5,
    controlLevel: 'other',
    sectorCode: sector?.code ?? '',
    regionCode: '430922',
    searchText: 'x',
  })
}

async function decide(tx: Db, enterpriseName: string, state: 'draft' | 'published' = 'published') {
  const key = `${enterpriseName}${state}`
  const [written] = await tx
    .insert(cases)
    .values({
      enterpriseName,
      regionCode: '430922',
      category: 'other',
      title: '示例案',
      facts: '示例',
      legalBasis: '示例',
      decisionNo: key,
      decisionNoKey: key,
      decidedOn: '2026-01-01',
      authority: '示例局',
      leadSource: 'online',
      state,
      publishedAt: state === 'published' ? now : null,
      searchText: 'x',
    })
    .returning({ id: cases.id })
  return written?.id as number
}

const linked = async (tx: Db, id: number) =>
  (
    await tx
      .select({ firm: enterprises.creditCode })
      .from(cases)
      .leftJoin(enterprises, eq(enterprises.id, cases.enterpriseId))
      .where(eq(cases.id, id))
  )[0]?.firm

describe('a case on a firm that is not in the register', () => {
  it('is linked when the firm comes into it, counted there, and leaves an event', () =>
    database.rolledBack(async (tx) => {
      const published = await decide(tx, '示例纸业（益阳）有限公司')
      const draft = await decide(tx, '示例纸业（益阳）有限公司', 'draft')
      await register(tx, code, '示例纸业(益阳)有限公司')
      await linkCases(tx, code, now)
      expect([await linked(tx, published), await linked(tx, draft)]).toEqual([code, code])
      const [firm] = await tx.select({ count: enterprises.violationCount }).from(enterprises)
      expect(firm?.count).toBe(1)
      const written = await tx
        .select({ subject: events.subject, after: events.after })
        .from(events)
        .where(eq(events.kind, 'case.linked'))
      expect(written.map(({ subject }) => subject).sort()).toEqual([`case:${published}`, `case:${draft}`].sort())
      expect(written[0]?.after).toMatchObject({ creditCode: code })
    }))

  it('is linked by a former name too, and a second time nothing happens', () =>
    database.rolledBack(async (tx) => {
      const id = await decide(tx, '旧名示例厂')
      await register(tx, code, '新名示例厂', ['旧名示例厂'])
      await linkCases(tx, code, now)
      await linkCases(tx, code, now)
      expect(await linked(tx, id)).toBe(code)
      expect(await tx.$count(events, eq(events.kind, 'case.linked'))).toBe(1)
    }))

  it('is left alone when two enterprises bear the name, or none does', () =>
    database.rolledBack(async (tx) => {
      const shared = await decide(tx, '示例厂')
      const other = await decide(tx, '示例厂分厂')
      await register(tx, code, '示例厂')
      await register(tx, '91430902MAFAKE0008', '示例厂')
      await linkCases(tx, code, now)
      expect([await linked(tx, shared), await linked(tx, other)]).toEqual([null, null])
    }))

  it('that stands on another firm already is never taken over', () =>
    database.rolledBack(async (tx) => {
      await register(tx, '91430902MAFAKE0008', '别家')
      const id = await decide(tx, '示例厂')
      await tx.execute(sql`update violation_cases set enterprise_id = (select id from enterprises) where id = ${id}`)
      await register(tx, code, '示例厂')
      await linkCases(tx, code, now)
      expect(await linked(tx, id)).toBe('91430902MAFAKE0008')
    }))
})

describe('a published case that the register has under another name', () => {
  it('is linked by an officer of its county, keeps its name, and has an event with who did it', () =>
    database.rolledBack(async (tx) => {
      const id = await decide(tx, '处罚文书上的名称')
      await register(tx, code, '登记的名称')
      const officer = await anOfficerAt(tx, 'link-county', seats.county)
      await linkCase(tx, officer, { id, creditCode: code.toLowerCase() }, now)
      expect(await linked(tx, id)).toBe(code)
      const [found] = await tx
        .select({ name: cases.enterpriseName, sector: cases.sectorCode })
        .from(cases)
        .where(eq(cases.id, id))
      expect(found?.name).toBe('处罚文书上的名称')
      expect(found?.sector).not.toBeNull()
      const [written] = await tx
        .select({ actorId: events.actorId, after: events.after })
        .from(events)
        .where(eq(events.kind, 'case.linked'))
      expect(written).toMatchObject({ actorId: officer.userId, after: { creditCode: code } })
      await expect(linkCase(tx, officer, { id, creditCode: code }, now)).rejects.toMatchObject({
        refusal: 'linked_already',
      })
    }))

  it.each([
    ['a code that the register does not have', '91430922MAFAKE9999', 'firm_unknown'],
    ['no code', '', 'missing'],
    ['a firm of another county', '91430902MAFAKE0008', 'firm_elsewhere'],
  ])('is not linked by %s', (_, creditCode, message) =>
    database.rolledBack(async (tx) => {
      const id = await decide(tx, '处罚文书上的名称')
      await register(tx, '91430902MAFAKE0008', '别家')
      await tx.execute(sql`update enterprises set region_code = '430923'`)
      const officer = await anOfficerAt(tx, 'link-county', seats.county)
      await expect(linkCase(tx, officer, { id, creditCode }, now)).rejects.toMatchObject({
        problems: [{ field: 'creditCode', message }],
      })
    }),
  )

  it('is no business of another county, of the auditor, and of no draft', () =>
    database.rolledBack(async (tx) => {
      const [id, draft] = [await decide(tx, '处罚文书上的名称'), await decide(tx, '处罚文书上的名称', 'draft')]
      await register(tx, code, '登记的名称')
      const officer = await anOfficerAt(tx, 'link-county', seats.county)
      for (const who of [
        { ...officer, regionCode: '430923' },
        { ...officer, role: 'auditor' as const },
      ])
        await expect(linkCase(tx, who, { id, creditCode: code }, now)).rejects.toMatchObject({ code: 'not_allowed' })
      await expect(linkCase(tx, officer, { id: draft, creditCode: code }, now)).rejects.toMatchObject({
        refusal: 'not_published',
      })
    }))
})
