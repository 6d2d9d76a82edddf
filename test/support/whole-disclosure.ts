import type { Sql } from 'postgres'
import type { Answers, PublishedItem } from '#domain/disclosure/rules/items/item.ts'
import { putFile } from '#platform/storage/files.ts'

export interface WholeDisclosure {
  creditCode: string
  year: number
  fileId: string
  /** The first version with all groups, now superseded, and the one that corrects it. */
  first: number
  second: number
  /** What both versions say in their groups, the public part. */
  items: PublishedItem[]
}

/**
 * Gives a demo firm's disclosure two versions more, with every group of the form filled in: the second says otherwise of the
 * first row's total and of the treatment plant.
 */
export async function publishWhole(sql: Sql, creditCode: string): Promise<WholeDisclosure> {
  const [last] = await sql`
    select d.* from disclosures d join enterprises e on e.id = d.enterprise_id
    where e.credit_code = ${creditCode} and d.state = 'published' order by d.year desc limit 1`
  if (!last) throw new Error(`${creditCode} has published nothing`)
  const outlets = await sql<Outlet[]>`
    select distinct o.id, o.code, o.kind from disclosure_rows r join outlets o on o.id = r.outlet_id
    where r.disclosure_id = ${last.id} order by o.code`
  const stored = await putFile(Buffer.from(`%PDF-1.7 ${creditCode}`))
  const [file] = await sql`
    insert into disclosure_files (enterprise_id, sha256, name, media_type, bytes, uploaded_at)
    values (${last.enterprise_id}, ${stored.sha256}, '工艺流程图.pdf', 'application/pdf', ${stored.size}, now()) returning id`
  const items = wholeItems(outlets, file?.id)
  const first = await version(sql, last, '补充附件2全部内容', items)
  const changed = items.map((item) =>
    item.group === 'facilities' && item.item === 1
      ? { ...item, answers: { ...item.answers, operationRate: 91.5 } }
      : item,
  )
  const second = await version(sql, first, '治理设施运转率和总量填写有误', changed, 1.15)
  return { creditCode, year: last.year, fileId: file?.id, first: first.id, second: second.id, items }
}

interface Outlet {
  id: number
  code: string
  kind: 'water_outlet' | 'stack' | 'fugitive'
}

async function version(sql: Sql, last: Record<string, unknown>, reason: string, items: PublishedItem[], times = 1) {
  const enterpriseId = last.enterprise_id as number
  const [made] = await sql`
    insert into disclosures (enterprise_id, year, version, supersedes_id, correction_reason, signed_name, signed_at, published_at)
    values (${enterpriseId}, ${last.year as number}, ${(last.version as number) + 1}, ${last.id as number}, ${reason}, '周责任', now(), now())
    returning *`
  if (!made) throw new Error('no version')
  const columns = await sql`
    select column_name as name from information_schema.columns
    where table_name = 'disclosure_rows' and column_name not in ('disclosure_id', 'total_tonnes')`
  const names = sql.unsafe(columns.map(({ name }) => name).join(', '))
  await sql`
    insert into disclosure_rows (disclosure_id, total_tonnes, ${names})
    select ${made.id}, round(total_tonnes * case when position = (select min(position) from disclosure_rows where disclosure_id = ${last.id as number} and total_tonnes > 0) then ${times}::numeric else 1 end, 4), ${names}
    from disclosure_rows where disclosure_id = ${last.id as number}`
  for (const { group, item, answers } of items)
    await sql`
      insert into disclosure_items (disclosure_id, group_name, item, answers, private_answers)
      values (${made.id}, ${group}, ${item}, ${sql.json(answers as never)}, ${sql.json((closed[group] ?? {}) as never)})`
  await sql`update disclosures set state = 'superseded' where id = ${last.id as number}`
  await sql`update disclosures set state = 'published' where id = ${made.id}`
  return made as unknown as { id: number; year: number; version: number }
}

const closed: Record<string, Answers> = {
  basic: { environmentalOfficer: '钱环保', officerContact: '0737-7654321' },
  signatures: { filledBy: '孙填报', reviewedBy: '李审核' },
}

function wholeItems(outlets: readonly Outlet[], file: string): PublishedItem[] {
  const of = (kind: Outlet['kind']) => outlets.filter((outlet) => outlet.kind === kind)
  const many = (group: PublishedItem['group'], all: Answers[]) =>
    all.map((answers, i) => ({ group, item: i + 1, answers }))
  const one = (group: PublishedItem['group'], answers: Answers) => many(group, [answers])
  return [
    ...one('basic', {
      name: '清溪示例纸业有限公司',
      orgCode: '91430922MAY7P4K2X1',
      legalRepresentative: '赵示例',
      startedOn: '2008-06',
      address: '桃江县桃花江镇工业园示例路1号',
      longitude: 112.1563,
      latitude: 28.5218,
      sector: '造纸和纸制品业',
    }),
    ...many('products', [
      { product: '文化用纸', capacity: 12, unit: '万吨/年', output: 9.8 },
      { product: '漂白竹浆', capacity: 8.5, unit: '万吨/年', output: 7.6 },
    ]),
    ...many('productionLines', [
      { name: '1号纸机', product: '文化用纸', capacity: '6万吨/年', hours: 7900 },
      { name: '2号纸机', product: '文化用纸', capacity: '6万吨/年', hours: 7650 },
    ]),
    ...one('processDiagrams', { process: '制浆与抄纸', file: [file] }),
    ...of('water_outlet').map(
      ({ id }, i): PublishedItem => ({
        group: 'outlets' as const,
        item: id,
        answers:
          i === 0
            ? { hours: 8016, flow: 4321000, conforms: true }
            : { hours: 7890, flow: 456700, conforms: false, nonconformity: '标志牌缺失，已订制' },
      }),
    ),
    ...of('stack').map(({ id }, i) => ({
      group: 'outlets' as const,
      item: id,
      answers: {
        hours: 7700 + i,
        flow: 126000 + i,
        innerDiameter: 2.4,
        height: 60 + i,
        gasTemperature: 128,
        conforms: true,
      },
    })),
    ...many(
      'wasteWaterStreams',
      of('water_outlet').flatMap(({ code }, i): Answers[] => [
        {
          name: `制浆废水${i + 1}`,
          source: '蒸煮与洗浆',
          facility: 'TW001',
          recordsComplete: false,
          recordsMissing: '三月加药记录缺两天',
          discharged: true,
          destination: '资江',
          outlet: code,
        },
        { name: `白水${i + 1}`, source: '抄纸工段', facility: 'TW001', recordsComplete: true, discharged: false },
      ]),
    ),
    ...many(
      'wasteGasStreams',
      of('stack').map(({ code }, i) => ({
        name: `烟气${i + 1}`,
        source: `${i + 1}号炉`,
        facility: 'TA001',
        recordsComplete: true,
        outlet: code,
      })),
    ),
    ...one('fugitiveSources', {
      nameAndSource: '备料车间竹屑粉尘',
      factors: ['a34001'],
      measures: ['enclosure', 'spraying'],
      measuresNote: '每班洒水两次',
    }),
    ...many('facilities', [
      {
        code: 'TW001',
        name: '综合污水处理站',
        process: '格栅+初沉+厌氧+好氧+芬顿深度处理',
        capacity: 18000,
        capacityUnit: 't/d',
        feasibleTechnology: true,
        maintenance: '每季检修曝气器，每月校准仪表',
        operationRate: 98.5,
        stoppages: '三月停电六小时，应急池暂存',
      },
      {
        code: 'TA001',
        name: '锅炉脱硫除尘系统',
        process: '布袋除尘+石灰石膏法脱硫',
        capacity: 260000,
        capacityUnit: 'm³/h',
        feasibleTechnology: true,
        maintenance: '每半年更换破损滤袋',
        operationRate: 97,
      },
    ]),
    ...one('approvals', {
      project: '年产12万吨文化用纸项目',
      assessmentNo: '湘环评〔2007〕88号',
      assessedOn: '2007-03-01',
      acceptanceNo: '湘环评验〔2009〕12号',
      acceptedOn: '2009-05',
    }),
    ...one('permit', { held: true, permitNo: '91430922MAY7P4K2X1001P', expiresOn: '2028-01-01' }),
    ...many('permittedTotals', [
      { factor: 'w01018', tonnes: 389.5 },
      { factor: 'a21026', tonnes: 120.25 },
    ]),
    ...one('standing', {
      disclosesAsRequired: false,
      disclosureProblems: '监测点位图公开不及时',
      violationsLastYear: '五月因在线设备停用被责令改正，已改正；无投诉。',
    }),
    ...one('emergencyPlan', {
      drawnUp: true,
      filingNo: '430922-2024-001-L',
      filedOn: '2024-05-01',
      riskLevel: 'considerable',
      drills: 2,
    }),
    ...many('selfMonitoring', [
      {
        point: '废水总排口',
        factors: ['w01018', 'w21003'],
        frequency: '每日一次',
        recordContents: '采样、保存与分析原始记录',
        contractor: '益阳示例检测公司',
      },
      { point: '锅炉烟囱', factors: ['a21026', 'a34013'], frequency: '每季度一次', recordContents: '工况与监测记录' },
    ]),
    ...one('selfMonitoringPlan', { conforms: true, recordsComplete: false, recordsProblems: '二月缺一份工况记录' }),
    ...one('monitoringReports', {
      reportNo: 'YYSL-2025-0817',
      laboratory: '益阳示例检测公司',
      sampledOn: '2025-08-17',
    }),
    ...one('supervisoryMonitoring', {
      note: '全年监督性监测四次，一次超标。',
      exceeded: true,
      exceededTimes: 1,
      exceededShare: 25,
    }),
    ...one('onlineMonitoring', {
      installed: true,
      transmissionConforms: true,
      installationConforms: true,
      managementSystem: true,
      validityReviewed: true,
      runsNormally: false,
    }),
    ...one('problemsFound', {
      problem: '曝气系统老化，出水氨氮波动',
      measures: '更换曝气器并增加在线仪表',
      deadline: '2026-09-30',
    }),
    ...one('conclusion', {
      problemsExist: true,
      outcome: 'after_rectification',
      words: '完成曝气系统改造后能够稳定达标。',
    }),
    ...one('signatures', { filledOn: '2026-05-20', reviewedOn: '2026-05-22' }),
  ]
}

/** A firm that nobody else knows by name, with water, stacks and a boundary: each word takes another one. */
export async function wholeFirm(sql: Sql, word: string): Promise<string> {
  const [firm] = await sql`
    select e.credit_code as code from enterprises e
    where exists (select from disclosures d where d.enterprise_id = e.id and d.state = 'published' and d.version = 1)
      and (select count(distinct o.kind) from disclosure_rows r join outlets o on o.id = r.outlet_id
           where r.disclosure_id = (select max(id) from disclosures d where d.enterprise_id = e.id and d.state = 'published')) = 3
      and not exists (select from memberships m where m.enterprise_id = e.id)
      and not exists (select from disclosures d where d.enterprise_id = e.id and d.version > 1)
    order by md5(e.credit_code || ${word}) limit 1`
  if (!firm) throw new Error('no firm of the demo city has water, stacks and a boundary')
  return firm.code
}
