import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { reports } from '#db/schema/report.ts'
import { reportBatches } from '#db/schema/report-batch.ts'
import { demoCast } from '#db/seed/cast.ts'
import { sendForAssociation } from '#domain/report/commands/association.ts'
import { removeOldBatches, sendBatch, uploadBatch } from '#domain/report/commands/batch.ts'
import { associationReport } from '#domain/report/input/association.ts'
import { reportOfOpen311 } from '#domain/report/input/open311.ts'
import { open311Xml } from '#domain/report/open311.ts'
import { checkBatch } from '#domain/report/queries/batch.ts'
import { findByReceipt } from '#domain/report/queries/by-receipt.ts'
import { getOwnReport, listOwnReports } from '#domain/report/queries/own.ts'
import { readBatch } from '#domain/report/rules/batch/read.ts'
import { placeOf } from '#domain/report/rules/where.ts'
import { type Account, visitor } from '#platform/permissions/viewer.ts'
import { csvText } from '#platform/sheet/write.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const now = new Date('2026-11-25T15:42:00Z')
const association = (userId: string): Account => ({
  role: 'ngo',
  userId,
  name: '资江巡河队（演示）',
  regionCode: null,
  department: null,
  enterpriseId: null,
  hasSecondFactor: false,
})
const [ours, theirs] = [association('assoc-1'), association('assoc-2')]
const facts = '围墙外的暗管向资江排黑水，每晚十一点以后。'
const report = (more: object = {}) =>
  associationReport.parse({ kind: 'stealth_discharge', words: facts, place: '老渡口下游', ...more })
const sheet = (...lines: (string | number | null)[][]) =>
  Buffer.from(csvText([['编号', '类别', '事实', '地点', '经度', '纬度', '排污单位', '公开署名'], ...lines]))

beforeAll(async () => {
  for (const { userId, name } of [ours, theirs])
    await database.owner
      .sql`insert into users (id, name, email) values (${userId}, ${name}, ${`${userId}@accounts.invalid`})`
})

describe('a report of an association', () => {
  it('goes to the county of its pin, or of the enterprise that it names by code or by name', async () => {
    const { db } = database
    const [paper] = await database.owner.sql<
      { name: string }[]
    >`select name from enterprises where credit_code = ${demoCast.paperMill}`
    const cases = [
      [{ longitudeDeg: 112.35, latitudeDeg: 28.6 }, '430902', false],
      [{ enterprise: demoCast.paperMill.toLowerCase() }, '430922', true],
      [{ enterprise: paper?.name }, '430922', true],
      [{ enterprise: '一家没有登记的厂' }, null, false],
      [{}, null, false],
    ] as const
    for (const [given, regionCode, isLinked] of cases) {
      const { id, receipt } = await sendForAssociation(db, ours, report(given), 'api', now)
      const [row] = await db.select().from(reports).where(eq(reports.id, id))
      expect([row?.regionCode, row?.enterpriseId !== null, row?.submittedBy, row?.channel]).toEqual([
        regionCode,
        isLinked,
        ours.userId,
        'api',
      ])
      expect(await findByReceipt(db, receipt)).toBe(id)
    }
  })

  it('outside of the city is refused with whom to ring; nobody else may send in this way', async () => {
    await expect(
      sendForAssociation(database.db, ours, report({ longitudeDeg: 112.94, latitudeDeg: 28.23 }), 'api', now),
    ).rejects.toThrow(/0731-12345/)
    for (const viewer of [visitor, { ...ours, role: 'firm' as const }])
      await expect(sendForAssociation(database.db, viewer, report(), 'api', now)).rejects.toThrow()
  })

  it('is seen in its own list with its state, and in nobody else’s', async () => {
    const { db } = database
    const { handle } = await sendForAssociation(db, theirs, report({ wantsCredit: true }), 'open311', now)
    expect(await listOwnReports(db, theirs, { limit: 10 })).toMatchObject({
      total: 1,
      rows: [{ handle, state: 'received', wantsCredit: true }],
      next: undefined,
    })
    expect(await getOwnReport(db, theirs, handle)).toMatchObject({ handle })
    expect(await getOwnReport(db, ours, handle)).toBeUndefined()
    const first = await listOwnReports(db, ours, { limit: 2 })
    const second = await listOwnReports(db, ours, { limit: 100, before: first.next })
    expect([...first.rows, ...second.rows]).toHaveLength(first.total)
  })
})

describe('a sheet of reports', () => {
  it('is read by its headers; a line that is wrong is named with its cell, what was given and what is allowed', async () => {
    const { rows, findings } = await readBatch(
      sheet(
        ['A1', '偷排偷放', facts, '老渡口', 112.35, 28.6, null, '是'],
        ['A2', 'nuisance', facts, '', '112.36', '２８．５', '', ''],
        ['A3', '外星人', '太短', '老渡口', null, null, '', '也许'],
        ['A4', '', facts, '长沙', 112.94, 28.23, '', '否'],
        ['A5', '', facts, '', 'x', 28.6, '', ''],
      ),
      'zh',
    )
    expect(
      rows.map(({ reference, report: { kind, longitudeDeg, latitudeDeg, wantsCredit } }) => [
        reference,
        kind,
        longitudeDeg,
        latitudeDeg,
        wantsCredit,
      ]),
    ).toEqual([
      ['A1', 'stealth_discharge', 112.35, 28.6, true],
      ['A2', 'nuisance', 112.36, 28.5, false],
    ])
    expect(findings.map(({ line, column }) => [line, column])).toEqual([
      [4, 'B'],
      [4, 'H'],
      [4, 'C'],
      [5, 'E'],
      [6, 'E'],
    ])
    expect(rows[0]?.report.words).toBe(facts)
    expect(findings[0]).toMatchObject({ given: '外星人', message: expect.stringContaining('偷排偷放') })
    expect(findings[3]?.message).toContain('0731-12345')
  })

  it('without its header, without lines or with too many is refused as a whole; a file that is no sheet too', async () => {
    const problems = async (bytes: Buffer) => (await readBatch(bytes, 'en')).findings.map(({ message }) => message)
    expect(await problems(Buffer.from('a,b\r\n1,2\r\n'))).toEqual([expect.stringContaining('facts')])
    expect(await problems(sheet())).toEqual([expect.stringContaining('no reports')])
    expect(
      await problems(sheet(...Array.from({ length: 201 }, (_, i) => [i, '', facts, '老渡口', null, null, '', '']))),
    ).toEqual([expect.stringContaining('201')])
    expect(await problems(Buffer.from('PK\x03\x04 broken'))).toHaveLength(1)
  })

  it('is sent whole with a receipt for each, once; with a wrong line nothing is sent; while it waits it stands sealed', async () => {
    const { db } = database
    const all = () => db.$count(reports, eq(reports.channel, 'batch'))
    const before = await all()
    const count = async () => (await all()) - before
    const good = sheet(
      ['A1', '', facts, '老渡口', null, null, '', ''],
      ['A2', '', `${facts}又一处`, '新渡口', null, null, '', ''],
    )
    const bad = sheet(['A1', '', facts, '老渡口', null, null, '', ''], ['A2', '', '短', '', null, null, '', ''])
    const wrong = await uploadBatch(db, ours, bad, now)
    await expect(sendBatch(db, ours, wrong, 'zh', now)).rejects.toThrow('改正')
    expect(await count()).toBe(0)

    const id = await uploadBatch(db, ours, good, now)
    const [stored] = await db.select().from(reportBatches).where(eq(reportBatches.id, id))
    expect(stored?.content?.includes(Buffer.from('老渡口'))).toBe(false)
    expect(await checkBatch(db, ours, id, 'zh')).toMatchObject({
      findings: [],
      rows: [{ reference: 'A1' }, { reference: 'A2' }],
    })
    expect(await checkBatch(db, theirs, id, 'zh')).toBeUndefined()
    await expect(sendBatch(db, theirs, id, 'zh', now)).rejects.toThrow('没有这个文件')
    const sent = await sendBatch(db, ours, id, 'zh', now)
    expect(sent.map(({ reference }) => reference)).toEqual(['A1', 'A2'])
    for (const { receipt } of sent) expect(await findByReceipt(db, receipt)).toBeTypeOf('number')
    await expect(sendBatch(db, ours, id, 'zh', now)).rejects.toThrow('已经提交过')
    await expect(sendBatch(db, ours, await uploadBatch(db, ours, good, now), 'zh', now)).rejects.toThrow('已经提交过')
    expect(await count()).toBe(2)
  })

  it('reads anything without a fault', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.constant(null)), { maxLength: 9 }), {
          maxLength: 6,
        }),
        async (lines) => {
          const { rows, findings } = await readBatch(sheet(...(lines as (string | number | null)[][])), 'en')
          expect(rows.length + findings.length).toBeGreaterThan(0)
        },
      ),
      { numRuns: 60 },
    )
  })
})

it('a sheet that nobody sent goes after a day, one that was sent and one of today stay', async () => {
  const { db } = database
  const lines = (no: number) => sheet([`B${no}`, '', `${facts}${no}`, '老渡口', null, null, '', ''])
  const dayLater = new Date(now.getTime() + 86_400_000)
  const [old, sent] = [await uploadBatch(db, ours, lines(71), now), await uploadBatch(db, ours, lines(72), now)]
  await sendBatch(db, ours, sent, 'zh', now)
  const fresh = await uploadBatch(db, ours, lines(73), new Date(now.getTime() + 1))
  const isThere = async (id: string) => (await db.$count(reportBatches, eq(reportBatches.id, id))) === 1
  await removeOldBatches(db, dayLater)
  expect([await isThere(old), await isThere(sent), await isThere(fresh)]).toEqual([true, true, true])
  await removeOldBatches(db, new Date(dayLater.getTime() + 1))
  expect([await isThere(old), await isThere(sent), await isThere(fresh)]).toEqual([false, true, true])
  await expect(sendBatch(db, ours, old, 'zh', now)).rejects.toThrow()
})

it('places on both sides of the city’s edge belong to their county or to somebody else', () => {
  expect(placeOf({ longitudeDeg: 112.35, latitudeDeg: 28.6 })).toEqual({ kind: 'county', regionCode: '430902' })
  expect(placeOf({ longitudeDeg: 111.2, latitudeDeg: 28.38 })).toEqual({ kind: 'county', regionCode: '430923' })
  expect(placeOf({ longitudeDeg: 112.94, latitudeDeg: 28.23 })).toMatchObject({ kind: 'elsewhere' })
})

describe('Open311', () => {
  it('takes the arguments of the protocol for a report; what is wrong is named', () => {
    expect(
      reportOfOpen311({
        service_code: 'nuisance',
        description: facts,
        lat: '28.6',
        long: '112.35',
        media_url: 'https://example.org/1.jpg',
        email: 'x@example.org',
      }),
    ).toMatchObject({
      kind: 'nuisance',
      longitudeDeg: 112.35,
      words: `${facts}\nhttps://example.org/1.jpg`,
    })
    for (const given of [
      {},
      { service_code: 'potholes', description: facts, lat: '28', long: '112' },
      { service_code: 'other', description: facts },
      { service_code: 'other', description: facts, lat: 'north', long: '1' },
    ])
      expect(() => reportOfOpen311(given as never)).toThrow()
  })

  it('writes XML that holds any text', () => {
    expect(open311Xml(['services', 'service'], [{ a: '<b>&"\u0000\ud800', n: null, ok: true }])).toBe(
      '<?xml version="1.0" encoding="utf-8"?>\n<services><service><a>&lt;b&gt;&amp;"</a><n/><ok>true</ok></service></services>\n',
    )
  })
})
