import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '#db/client.ts'
import { correctResult, enterResult } from '#domain/monitoring/commands/enter-result.ts'
import {
  checkMonitoringFile,
  confirmMonitoringFile,
  uploadMonitoringFile,
} from '#domain/monitoring/commands/import-file.ts'
import type { EntryTexts } from '#domain/monitoring/input.ts'
import { getResult, listEarlier } from '#domain/monitoring/queries/results.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { useDatabase } from '#test/support/database.ts'
import { csv } from '#test/support/sheet-files.ts'

const database = useDatabase('qy_demo')
const now = new Date('2027-01-15T10:00:00+08:00')
const account = (role: Account['role'], given: Partial<Account> = {}): Account => ({
  role,
  userId: `user-${role}`,
  name: '测试',
  regionCode: null,
  department: null,
  enterpriseId: null,
  hasSecondFactor: true,
  ...given,
})
const county = account('county_officer', { regionCode: '430922', department: 'monitoring' })
const city = account('city_officer', { department: 'monitoring' })
const operator = account('monitoring_operator')

/** A water outlet with a limit for COD in a county. */
async function outletIn(db: Db, regionCode: string) {
  await db.execute(sql`
    insert into users (id, name, email) select 'user-' || r, r, r || '@a.invalid'
    from unnest(array['county_officer', 'city_officer', 'monitoring_operator']) r on conflict do nothing`)
  const [found] = (await db.execute(sql`
    select e.credit_code as "creditCode", o.code as "outletCode", o.id as "outletId"
    from outlets o join enterprises e on e.id = o.enterprise_id join outlet_limits l on l.outlet_id = o.id
    where e.region_code = ${regionCode} and o.kind = 'water_outlet' and l.factor_code = 'w01018' and l.valid_to is null
    order by o.id limit 1`)) as unknown as { creditCode: string; outletCode: string; outletId: number }[]
  return found!
}
const result = (outlet: { creditCode: string; outletCode: string }, given: EntryTexts = {}): EntryTexts => ({
  creditCode: outlet.creditCode,
  outletCode: outlet.outletCode,
  factor: '化学需氧量',
  sampledOn: '2027-01-08',
  value: '42',
  unit: 'mg/L',
  reportNo: '测〔2027〕1号',
  authority: '桃江监测站',
  ...given,
})
const head = ['统一社会信用代码', '排放口编号', '污染物', '采样日期', '监测结果', '单位', '报告编号', '监测单位']
const fileOf = (rows: EntryTexts[]) =>
  Buffer.from(
    csv([
      head,
      ...rows.map((row) =>
        [
          row.creditCode,
          row.outletCode,
          row.factor,
          row.sampledOn,
          row.value,
          row.unit,
          row.reportNo,
          row.authority,
        ].map((cell) => cell ?? ''),
      ),
    ]),
  )

describe('a result that is entered', () => {
  it('keeps the limit of its day and who entered it, and leaves an event', () =>
    database.rolledBack(async (db) => {
      const outlet = await outletIn(db, '430922')
      const { id } = await enterResult(db, county, result(outlet), now)
      expect(await getResult(db, id)).toMatchObject({
        state: 'measured',
        value: 42,
        isCurrent: true,
        enteredBy: 'county_officer',
      })
      expect((await getResult(db, id))?.limitMax).toBeGreaterThan(0)
      const [event] = (await db.execute(
        sql`select kind, after->>'creditCode' as code from events order by id desc limit 1`,
      )) as unknown as { kind: string; code: string }[]
      expect(event).toEqual({ kind: 'monitoring.result_entered', code: outlet.creditCode })
    }))
  it('is refused a second time, and in another county at the field', () =>
    database.rolledBack(async (db) => {
      const outlet = await outletIn(db, '430922')
      await enterResult(db, county, result(outlet), now)
      await expect(enterResult(db, county, result(outlet, { value: '43' }), now)).rejects.toMatchObject({
        refusal: 'wrong_entry',
        entryProblems: [{ field: 'reportNo', code: 'already_entered' }],
      })
      const other = await outletIn(db, '430923')
      await expect(enterResult(db, county, result(other), now)).rejects.toMatchObject({
        entryProblems: [{ field: 'creditCode', code: 'not_your_county' }],
      })
      await enterResult(db, city, result(other), now)
    }))
  it('is refused to a firm, an operator, and an officer of another department', async () => {
    const texts = result({ creditCode: 'x', outletCode: 'DW001' })
    for (const viewer of [
      account('firm'),
      operator,
      { ...county, department: 'legal' as const },
      { ...city, department: 'finance' as const },
    ]) {
      await expect(enterResult(database.db, viewer, texts, now)).rejects.toMatchObject({ code: 'not_allowed' })
    }
  })
})

describe('a correction', () => {
  it('supersedes: the old result stays and the new one says why', () =>
    database.rolledBack(async (db) => {
      const outlet = await outletIn(db, '430922')
      const { id } = await enterResult(db, county, result(outlet), now)
      const texts = result(outlet, { value: '24' })
      await expect(correctResult(db, county, { id, texts, reason: '错' }, now)).rejects.toMatchObject({
        refusal: 'reason_needed',
      })
      await expect(
        correctResult(db, county, { id, texts: result(outlet), reason: '录入时两位数字颠倒' }, now),
      ).rejects.toMatchObject({ refusal: 'nothing_changed' })
      const made = await correctResult(db, county, { id, texts, reason: '录入时两位数字颠倒' }, now)
      const corrected = (await getResult(db, made.id))!
      expect(corrected).toMatchObject({
        value: 24,
        supersedesId: id,
        correctionReason: '录入时两位数字颠倒',
        isCurrent: true,
      })
      expect((await listEarlier(db, corrected)).map(({ value, isCurrent }) => [value, isCurrent])).toEqual([
        [42, false],
      ])
      await expect(correctResult(db, county, { id, texts, reason: '录入时两位数字颠倒' }, now)).rejects.toMatchObject({
        refusal: 'already_superseded',
      })
    }))
  it('may move a result to its right outlet, not onto one that is there', () =>
    database.rolledBack(async (db) => {
      const outlet = await outletIn(db, '430922')
      const { id } = await enterResult(db, county, result(outlet), now)
      await enterResult(db, county, result(outlet, { reportNo: '测〔2027〕2号' }), now)
      await expect(
        correctResult(
          db,
          county,
          { id, texts: result(outlet, { reportNo: '测〔2027〕2号' }), reason: '报告编号有误' },
          now,
        ),
      ).rejects.toMatchObject({ refusal: 'wrong_entry' })
      await correctResult(
        db,
        county,
        { id, texts: result(outlet, { reportNo: '测〔2027〕3号' }), reason: '报告编号有误' },
        now,
      )
    }))
})

describe('a file of results', () => {
  it('is written whole after its dry run, changes nothing a second time, and corrects with a reason', () =>
    database.rolledBack(async (db) => {
      const outlet = await outletIn(db, '430922')
      const rows = ['测1', '测2'].map((reportNo) => result(outlet, { reportNo }))
      const put = async (bytes: Buffer, reason = '') => {
        const { id } = await uploadMonitoringFile(db, county, { kind: 'supervisory', fileName: 'a.csv', bytes }, now)
        return confirmMonitoringFile(db, county, { id, reason }, now)
      }
      expect(await put(fileOf(rows))).toMatchObject({ created: 2, corrected: 0, unchanged: 0 })
      expect(await checkMonitoringFile(db, county, { kind: 'supervisory', bytes: fileOf(rows) }, now)).toMatchObject({
        created: 0,
        unchanged: 2,
      })
      const changed = [rows[0]!, { ...rows[1], value: '<4' }]
      await expect(put(fileOf(changed))).rejects.toMatchObject({ refusal: 'reason_needed' })
      expect(await put(fileOf(changed), '复核后更正第二份报告')).toMatchObject({
        created: 0,
        corrected: 1,
        unchanged: 1,
      })
      const left = (await db.execute(
        sql`select is_current as current from supervisory_results where report_no like '测_' order by id`,
      )) as unknown as { current: boolean }[]
      expect(left.map(({ current }) => current)).toEqual([true, false, true])
    }))
  it('says line by line what is wrong, and writes nothing of it', () =>
    database.rolledBack(async (db) => {
      const outlet = await outletIn(db, '430922')
      const rows = [
        result(outlet),
        result(outlet),
        result(outlet, { value: '约4', reportNo: '测9' }),
        result(await outletIn(db, '430923')),
      ]
      const { id } = await uploadMonitoringFile(
        db,
        county,
        { kind: 'supervisory', fileName: 'a.csv', bytes: fileOf(rows) },
        now,
      )
      const report = await checkMonitoringFile(db, county, { kind: 'supervisory', bytes: fileOf(rows) }, now)
      expect(report.problems.map(({ line, field, code }) => `${line} ${field} ${code}`)).toEqual([
        '3 sampledOn twice_in_file',
        '4 value not_a_value',
        '5 creditCode not_your_county',
      ])
      await expect(confirmMonitoringFile(db, county, { id, reason: '' }, now)).rejects.toMatchObject({
        refusal: 'file_refused',
      })
      await expect(confirmMonitoringFile(db, city, { id, reason: '' }, now)).rejects.toMatchObject({
        refusal: 'no_such_file',
      })
    }))
})

describe('a file of on-line summaries', () => {
  const columns = [
    '统一社会信用代码',
    '排放口编号',
    '污染物',
    '起始日期',
    '截止日期',
    '评价时段数',
    '超标时段数',
    '最低浓度',
    '平均浓度',
    '最高浓度',
    '单位',
    '排放量',
    '数据来源',
  ]
  const file = (outlet: { creditCode: string; outletCode: string }, from: string, to: string) =>
    Buffer.from(
      csv([
        columns,
        [outlet.creditCode, outlet.outletCode, 'COD', from, to, '90', '0', '10', '30', '60', 'mg/L', '1.2', '市平台'],
      ]),
    )
  it('is taken from an operator; periods that overlap are refused', () =>
    database.rolledBack(async (db) => {
      const outlet = await outletIn(db, '430922')
      const bytes = file(outlet, '2027-01-01', '2027-01-10')
      const { id } = await uploadMonitoringFile(db, operator, { kind: 'online', fileName: 'o.csv', bytes }, now)
      expect(await confirmMonitoringFile(db, operator, { id, reason: '' }, now)).toMatchObject({ created: 1 })
      const later = await checkMonitoringFile(
        db,
        operator,
        { kind: 'online', bytes: file(outlet, '2027-01-05', '2027-01-12') },
        now,
      )
      expect(later.problems).toMatchObject([
        { line: 2, code: 'overlaps', given: { from: '2027-01-01', to: '2027-01-10' } },
      ])
    }))
  it('is refused to a county officer, results to an operator', async () => {
    const bytes = Buffer.from('a')
    await expect(
      uploadMonitoringFile(database.db, county, { kind: 'online', fileName: 'o.csv', bytes }, now),
    ).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(
      uploadMonitoringFile(database.db, operator, { kind: 'supervisory', fileName: 'o.csv', bytes }, now),
    ).rejects.toMatchObject({ code: 'not_allowed' })
  })
})
