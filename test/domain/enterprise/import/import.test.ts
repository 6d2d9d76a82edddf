import { count, eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Db } from '#db/client.ts'
import { creditCodeOf } from '#db/credit-code.ts'
import { enterpriseContacts, enterprises } from '#db/schema/enterprise.ts'
import { events } from '#db/schema/event.ts'
import { demoCast } from '#db/seed/cast.ts'
import { checkImport, importEnterprises } from '#domain/enterprise/commands/import.ts'
import { enterpriseFilter } from '#domain/enterprise/input.ts'
import { listEnterprises } from '#domain/enterprise/queries/list.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { visitor } from '#platform/permissions/viewer.ts'
import { useDatabase } from '#test/support/database.ts'
import { csv, gbk, xlsx } from '#test/support/sheet-files.ts'

const database = useDatabase('qy_demo')
const now = new Date('2026-11-23T10:00:00+08:00')
const officer: Account = {
  role: 'city_officer',
  userId: 'u1',
  name: '测试',
  regionCode: null,
  department: 'pollution_control',
  enterpriseId: null,
  hasSecondFactor: true,
} as Account

const header = [
  '序号',
  '企业名称',
  '统一社会信用代码',
  '法定代表人',
  '生产地址',
  '东经',
  '北纬',
  '所属行业',
  '市区县',
  '类别',
  '投产时间',
  '企业环保负责人',
  '联系方式',
]
const codes = ['MAXAA001', 'MAXAA002', 'MAXAA003'].map((body) => creditCodeOf('91', '430922', body))
const line = (n: number, over: Record<string, string> = {}) => {
  const values: Record<string, string> = {
    序号: String(n),
    企业名称: `桃江测试${'甲乙丙'[n - 1]}纸业有限公司`,
    统一社会信用代码: codes[n - 1] as string,
    法定代表人: '张某',
    生产地址: '益阳市桃江县桃花江镇工业园1号',
    东经: '112°09′18.5″',
    北纬: '28°31′05″',
    所属行业: '造纸',
    市区县: '桃江县',
    类别: '市控',
    投产时间: '2017年4月',
    企业环保负责人: '李某',
    联系方式: '0737-8820000',
    ...over,
  }
  return header.map((name) => values[name] ?? '')
}
const file = (...lines: string[][]) => Buffer.from(csv([header, ...lines]))
const check = (db: Db, bytes: Uint8Array, overrideReason?: string) =>
  checkImport(db, officer, { bytes, locale: 'zh', overrideReason }, now)
const run = (db: Db, bytes: Uint8Array, overrideReason?: string) =>
  importEnterprises(db, officer, { bytes, locale: 'zh', overrideReason }, now)
const total = async (db: Db) => (await db.select({ n: count() }).from(enterprises))[0]?.n ?? 0
const eventsOf = (db: Db, code: string) =>
  db
    .select({
      kind: events.kind,
      before: events.before,
      after: events.after,
      reason: events.reason,
      actorId: events.actorId,
    })
    .from(events)
    .where(eq(events.subject, `enterprise:${code}`))
    .orderBy(events.id)

describe('importing enterprises', () => {
  it('reads a GBK file with titles above a merged header, full-width digits and stray blanks', () =>
    database.rolledBack(async (db) => {
      const text = csv([
        ['附件1：工业污染源排查台账', '', '', '', ''],
        ['填报单位：桃江县环境保护局', '', '', '填报时间：2017.4.13', ''],
        [
          '企业名称（全称）',
          '机构代码(或统一社会信用代码)',
          '法定代表',
          '地址',
          '经纬度坐标',
          '',
          '行业',
          '市区县',
          '类别',
          '备注',
        ],
        ['', '', '', '', '东经', '北纬', '', '', '', ''],
        [
          '桃 江 测 试 纸 业',
          ` ${codes[0]?.toLowerCase()} `,
          '张 某',
          '桃花江镇　１号',
          '１１２．１５５１',
          '28度31分5秒',
          '造纸业',
          '益阳市桃江县',
          '市控企业',
          'x',
        ],
        ['', '', '', '', '', '', '', '', '', ''],
        ['注：本表一式两份', '', '', '', '', '', '', '', '', ''],
      ])
      const report = await run(db, gbk(text))
      expect(report.findings.filter(({ severity }) => severity === 'refuse')).toEqual([])
      expect(report).toMatchObject({ format: 'CSV, GB18030, ","', headerLine: 4, created: 1, isWritten: true })
      const [created] = await db
        .select()
        .from(enterprises)
        .where(eq(enterprises.creditCode, codes[0] as string))
      expect(created).toMatchObject({
        name: '桃江测试纸业',
        legalRepresentative: '张某',
        address: '桃花江镇1号',
        regionCode: '430922',
        controlLevel: 'municipal',
        namePinyin: 'tao jiang ce shi zhi ye',
      })
      expect(created?.longitudeDeg).toBeCloseTo(112.1551, 4)
      expect(created?.latitudeDeg).toBeCloseTo(28.51806, 4)
    }))

  it('reads an XLSX with merged headers, Excel dates and numbers on its second sheet row', () =>
    database.rolledBack(async (db) => {
      const bytes = await xlsx([
        [{ value: '益阳市重点排污单位名录', span: 10 }],
        [
          { value: '企业名称', rowSpan: 2 },
          { value: '统一社会信用代码', rowSpan: 2 },
          { value: '法人', rowSpan: 2 },
          { value: '厂址', rowSpan: 2 },
          { value: '经纬度', span: 2 },
          null,
          { value: '所属行业', rowSpan: 2 },
          { value: '所在地', rowSpan: 2 },
          { value: '控制级别', rowSpan: 2 },
          { value: '投产时间', rowSpan: 2 },
        ],
        [null, null, null, null, '经度', '纬度', null, null, null, null],
        [
          '桃江测试乙公司',
          codes[1] as string,
          '王某',
          '修山镇',
          112.0551,
          28.5181,
          '造纸',
          '桃江',
          '省控',
          new Date('2009-11-02'),
        ],
        ['桃江测试丙公司', codes[2] as string, '王某', '修山镇', 28.5181, 112.0551, '造纸', '桃江县', '其他', 42838],
      ])
      const report = await run(db, bytes)
      expect(report).toMatchObject({ format: 'XLSX', headerLine: 3, created: 2, refused: 0 })
      expect(report.findings.map(({ line: at, message }) => [at, message])).toContainEqual([
        5,
        '经度和纬度放反了，已换回来。',
      ])
      const found = await db
        .select({
          code: enterprises.creditCode,
          on: enterprises.startedOn,
          precision: enterprises.startedPrecision,
          lng: enterprises.longitudeDeg,
        })
        .from(enterprises)
        .where(sql`credit_code in (${codes[1]}, ${codes[2]})`)
        .orderBy(enterprises.creditCode)
      expect(found.map(({ on }) => on)).toEqual(['2009-11-02', '2017-04-13'])
      expect(found.map(({ lng }) => lng)).toEqual([112.0551, 112.0551])
    }))

  it('importing the same file again writes nothing, no event and no new time of change', () =>
    database.rolledBack(async (db) => {
      const bytes = file(line(1), line(2))
      expect(await run(db, bytes)).toMatchObject({ created: 2, updated: 0, unchanged: 0 })
      const [before] = await db
        .select({ at: enterprises.updatedAt })
        .from(enterprises)
        .where(eq(enterprises.creditCode, codes[0] as string))
      const again = await importEnterprises(db, officer, { bytes, locale: 'zh' }, new Date('2027-01-01'))
      expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 2, refused: 0 })
      const [after] = await db
        .select({ at: enterprises.updatedAt })
        .from(enterprises)
        .where(eq(enterprises.creditCode, codes[0] as string))
      expect(after).toEqual(before)
      expect((await eventsOf(db, codes[0] as string)).length).toBe(1)
    }))

  it('one event for each change says what was before and after, by whom; contacts only that they changed', () =>
    database.rolledBack(async (db) => {
      await run(db, file(line(1)))
      const changed = line(1, {
        企业名称: '桃江测试新名纸业有限公司',
        类别: '国控',
        联系方式: '0737-8821111',
        投产时间: '',
      })
      expect(await run(db, file(changed))).toMatchObject({ created: 0, updated: 1 })
      const [registered, renamed] = await eventsOf(db, codes[0] as string)
      expect(registered).toMatchObject({ kind: 'enterprise.registered', before: null, actorId: 'u1' })
      expect(renamed).toMatchObject({
        kind: 'enterprise.changed',
        before: { name: '桃江测试甲纸业有限公司', controlLevel: 'municipal', formerNames: [] },
        after: {
          name: '桃江测试新名纸业有限公司',
          controlLevel: 'national',
          formerNames: ['桃江测试甲纸业有限公司'],
          phone: '(contact)',
        },
      })
      expect(JSON.stringify(renamed)).not.toContain('8821111')
      expect(renamed?.after).not.toHaveProperty('startedOn')
      const [contact] = await db.select().from(enterpriseContacts).where(sql`phone = '0737-8821111'`)
      expect(contact?.environmentalOfficer).toBe('李某')
      const found = (q: string) => listEnterprises(db, enterpriseFilter.zh.parse({ q }), { sort: 'name' }, '2026-11-23')
      for (const q of ['新名纸业', 'tjcsxm', '测试甲纸业', '桃江 造纸 新名'])
        expect((await found(q)).map(({ creditCode }) => creditCode)).toContain(codes[0])
    }))

  it('an update keeps what the file does not say and the pollutants that it is found by', () =>
    database.rolledBack(async (db) => {
      const code = demoCast.antimonySmelter
      const [before] = await db.select().from(enterprises).where(eq(enterprises.creditCode, code))
      const bytes = Buffer.from(
        csv([
          ['企业名称', '统一社会信用代码', '类别'],
          [before?.name ?? '', code, '省控'],
        ]),
      )
      expect(await run(db, bytes)).toMatchObject({ updated: 1 })
      const [after] = await db.select().from(enterprises).where(eq(enterprises.creditCode, code))
      expect(after).toMatchObject({
        address: before?.address,
        legalRepresentative: before?.legalRepresentative,
        controlLevel: 'provincial',
      })
      expect(after?.searchText).toContain('总锑')
      expect(new Set(after?.searchText.split(' '))).toEqual(new Set(before?.searchText.split(' ')))
    }))

  it.each([
    ['企业名称', '', '缺企业名称'],
    ['统一社会信用代码', '', '没有代码'],
    ['统一社会信用代码', '9143O922MAXAA0011', '给出了 17 位'],
    ['统一社会信用代码', `${codes[0]?.slice(0, 17)}${codes[0]?.endsWith('7') ? '8' : '7'}`, '可由经办人写明理由后放行'],
    ['东经', '112.21.18', '两个点的写法可能是度分秒'],
    ['东经', '112°75′', '分是 75'],
    ['东经', '', '经度和纬度要同时给出'],
    ['北纬', '128.5', '应在 3 到 54 度之间'],
    ['北纬', '东经28.5', '经度和纬度放反了列'],
    ['北纬', '88', '应在 3 到 54 度之间'],
    ['所属行业', '造低', '没有这个行业；相近的有：造纸'],
    ['市区县', '桃花县', '没有这个县（市、区）；可选：资阳区'],
    ['类别', '县控', '没有这一选项；可选：国控、省控、市控、其他'],
    ['投产时间', '3/4/2017', '有两种读法'],
    ['投产时间', '2017.2.30', '日历上没有这一天'],
    ['投产时间', '2027-01-01', '晚于今天'],
    ['联系方式', '见附件', '应为电话号码'],
    ['联系方式', '', '环保负责人和联系方式要同时给出'],
    ['企业名称', '长'.repeat(201), '有 201 个字，最多 200 个'],
  ])('%s “%s” refuses the whole file and says line, column and what is allowed', (field, given, message) =>
    database.rolledBack(async (db) => {
      const before = await total(db)
      const report = await run(db, file(line(2), line(1, { [field]: given })))
      expect(report.isWritten).toBe(false)
      const finding = report.findings.find((candidate) => candidate.severity === 'refuse')
      expect(finding).toMatchObject({ line: 3 })
      expect(finding?.message).toContain(message)
      expect(finding?.column).toMatch(/^[A-M]$/)
      expect(await total(db)).toBe(before)
    }),
  )

  it('a code twice in the file, one name under two codes, a name that is registered under another code', () =>
    database.rolledBack(async (db) => {
      const [known] = await db
        .select({ name: enterprises.name, code: enterprises.creditCode })
        .from(enterprises)
        .limit(1)
      const report = await check(
        db,
        file(
          line(1),
          line(1),
          line(2, { 企业名称: '桃江测试甲纸业有限公司' }),
          line(3, { 企业名称: known?.name ?? '' }),
        ),
      )
      const said = report.findings
        .filter(({ severity }) => severity === 'refuse')
        .map(({ line: at, message }) => `${at} ${message}`)
      expect(said).toEqual(
        expect.arrayContaining([
          '2 这个代码在第 3 行也有；一个代码只能出现一次。',
          '3 这个代码在第 2 行也有；一个代码只能出现一次。',
          `4 第 2 行的同名单位代码是 ${codes[0]}；请核对哪一个对。`,
          `5 这个名称已经登记在代码 ${known?.code} 下；请核对代码。`,
        ]),
      )
    }))

  it('an organisation code is taken for a new enterprise, and refused where its holder already has 18 characters', () =>
    database.rolledBack(async (db) => {
      const old = demoCast.paperMill.slice(8, 17)
      const report = await check(db, file(line(1, { 统一社会信用代码: `${old.slice(0, 8)}-${old.slice(8)}` })))
      expect(report.findings.map(({ message }) => message)).toContain(
        `这家单位已经以统一社会信用代码 ${demoCast.paperMill} 登记；请使用该代码。`,
      )
      expect(await run(db, file(line(1, { 统一社会信用代码: 'MAFAKE06-X' })))).toMatchObject({ created: 1, refused: 0 })
    }))

  it('a code whose check character does not fit passes only with a reason, which stands in its event', () =>
    database.rolledBack(async (db) => {
      const wrong = `${codes[0]?.slice(0, 17)}${codes[0]?.endsWith('7') ? '8' : '7'}`
      const bytes = file(line(1, { 统一社会信用代码: wrong }), line(2))
      expect((await run(db, bytes)).findings).toContainEqual(
        expect.objectContaining({ mayOverride: true, column: 'C', line: 2 }),
      )
      expect(await run(db, bytes, '试点期间赋码，已核对营业执照')).toMatchObject({ created: 2, refused: 0 })
      expect(await eventsOf(db, wrong)).toMatchObject([{ reason: '试点期间赋码，已核对营业执照' }])
      expect(await eventsOf(db, codes[1] as string)).toMatchObject([{ reason: null }])
    }))

  it('coordinates of another system, two columns for one field and a missing header are refused for the file', () =>
    database.rolledBack(async (db) => {
      const other = header.map((name) => (name === '东经' ? '经度（GCJ-02）' : name))
      const said = async (...rows: string[][]) =>
        (await check(db, Buffer.from(csv(rows)))).findings.map(({ message }) => message).join()
      expect(await said(other, line(1))).toContain('坐标系是 GCJ-02')
      expect(await said([...header, '单位名称'], [...line(1), 'x'])).toContain('“企业名称”一项有几列：B、N')
      expect(await said(['a', 'b'], ['1', '2'])).toContain('没有找到表头')
      expect(await said(header)).toContain('没有数据')
      expect(await said([...header, '天气'], [...line(1), '晴'])).toContain('这一列不认识')
    }))

  it('a place far from its county is pointed out, and a code stored as a number refused', () =>
    database.rolledBack(async (db) => {
      const far = await check(db, file(line(1, { 东经: '116.40000', 北纬: '39.90000' })))
      expect(far.findings).toContainEqual(
        expect.objectContaining({ severity: 'warn', message: expect.stringContaining('公里，请核对坐标和地区') }),
      )
      const bytes = await xlsx([
        ['企业名称', '统一社会信用代码'],
        ['测试', Number('914309220000000000')],
      ])
      expect((await check(db, bytes)).findings[0]?.message).toContain('代码被存成了数字')
    }))

  it('the dry run writes nothing, and only an officer of the city may ask for it', () =>
    database.rolledBack(async (db) => {
      const before = await total(db)
      expect(await check(db, file(line(1)))).toMatchObject({ created: 1, isWritten: false, rows: 1 })
      expect(await total(db)).toBe(before)
      for (const viewer of [
        visitor,
        { ...officer, role: 'county_officer' as const, regionCode: '430922' },
        { ...officer, role: 'firm' as const },
      ]) {
        await expect(checkImport(db, viewer, { bytes: file(line(1)), locale: 'zh' }, now)).rejects.toMatchObject({
          code: 'not_allowed',
        })
        await expect(importEnterprises(db, viewer, { bytes: file(line(1)), locale: 'zh' }, now)).rejects.toMatchObject({
          code: 'not_allowed',
        })
      }
    }))
})
