import { caseSearchText } from '#db/case-search-text.ts'
import { type Connection, connect } from '#db/client.ts'
import { decisionNoKey } from '#db/decision-no.ts'
import { leadSources, type measureKinds, type violationCategories } from '#db/vocabulary.ts'
import { type CopyRow, copyRows } from '#test/bench/copy.ts'

interface Firm {
  id: number
  name: string
  regionCode: string
  regionName: string
  sectorCode: string
  sectorName: string
  controlLevel: string
}

/**
 * Fills a database that holds a register (load-register.ts) with invented cases, the same every time: ten years, 97 in 100
 * published, facts of 100 to 200 characters. Triggers are off meanwhile and the board's bits built at the end.
 */
export async function loadCases(url: string, count = 1_000_000): Promise<void> {
  const connection = connect(url, { as: 'owner', max: 1, statementTimeoutMs: 0, name: 'qingyuan-bench-load' })
  try {
    await fill(connection, count)
  } finally {
    await connection.close()
  }
}

async function fill({ sql }: Connection, count: number): Promise<void> {
  const [found] = await sql`select count(*)::int as cases from violation_cases`
  if (found?.cases === count) return
  if (found?.cases > 0) throw new Error('This database already holds other cases')
  const firms = await sql<Firm[]>`
    select e.id, e.name, e.region_code as "regionCode", r.name_zh as "regionName", e.sector_code as "sectorCode",
           s.name_zh as "sectorName", e.control_level::text as "controlLevel"
    from enterprises e join regions r on r.code = e.region_code join sectors s on s.code = e.sector_code order by e.id`
  await sql`set session_replication_role = replica`
  await sql`set maintenance_work_mem = '1GB'`
  // Built once at the end: filling it row by row takes five times as long.
  const [index] = await sql`select indexdef from pg_indexes where indexname = 'violation_cases_search'`
  await sql`drop index if exists violation_cases_search`
  await copyRows(sql, 'violation_cases', caseColumns, cases(firms, count))
  await copyRows(sql, 'violation_measures', measureColumns, measures(count))
  await sql`select setval(pg_get_serial_sequence('violation_cases', 'id'), ${count})`
  await sql.unsafe(index?.indexdef)
  await sql`set session_replication_role = origin`
  await sql`select rebuild_board_bits()`
  await sql`vacuum analyze violation_cases, violation_measures, board_bits`
}

function* cases(firms: Firm[], count: number): Generator<CopyRow> {
  const repeats = repeatOffences(firms.length, count)
  for (let id = 1; id <= count; id++) {
    const firm = firms[firmOf(id, firms.length)] as Firm
    const act = acts[skewed(id, 2, acts.length)] as (typeof acts)[number]
    const decidedOn = dateOf(dayOf(id, count))
    const year = decidedOn.slice(0, 4)
    const decisionNo = `益${firm.regionName.slice(0, 1)}环罚〔${year}〕${id}号`
    const fine = fineFen(id)
    const kinds = kindsOf(id)
    const facts = `${decidedOn.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')}，执法人员对${firm.name}进行现场检查，发现该单位${act.did}。${
      details[hash(id, 4) % details.length]
    }监测报告显示，${act.factor}浓度为 ${1 + (hash(id, 5) % 900)} ${act.unit}，超过规定的排放限值 ${
      (hash(id, 6) % 90) / 10
    } 倍。上述事实有现场检查笔录、调查询问笔录、监测报告和现场照片为证。`
    const title = `${firm.name}${act.did.slice(0, 12)}案`
    const state = stateOf(id)
    const isRemoved = state === 'withdrawn'
    yield [
      id,
      firm.id,
      firm.name,
      firm.regionCode,
      firm.sectorCode,
      firm.controlLevel,
      act.category,
      title,
      facts,
      '《中华人民共和国环境保护法》第六十条',
      decisionNo,
      decisionNoKey(decisionNo),
      decidedOn,
      `益阳市环境保护局${firm.regionName}分局`,
      leadSources[hash(id, 8) % leadSources.length] as string,
      fine,
      kinds,
      ['pending', 'in_progress', 'done', 'done', 'done', 'overdue'][hash(id, 9) % 6] as string,
      state,
      state === 'published' || isRemoved ? `${decidedOn} 17:00+08` : null,
      isRemoved ? `${Number(year) + 1}-06-01` : null,
      isRemoved ? '《中华人民共和国行政处罚法》第四十八条' : null,
      repeats[id] === 1,
      caseSearchText({
        title,
        facts,
        enterpriseName: firm.name,
        decisionNo,
        authority: '益阳市环境保护局',
        regionNames: [firm.regionName],
        sectorNames: [firm.sectorName],
        terms: [],
      }),
    ]
  }
}

function* measures(count: number): Generator<CopyRow> {
  for (let id = 1; id <= count; id++) {
    for (const kind of kindsOf(id)) {
      const isDaily = kind === 'daily_penalty'
      const amount = isDaily ? fineFen(id) * 15 : kind === 'fine' ? fineFen(id) : null
      yield [id, kind, amount, isDaily ? 15 : null]
    }
  }
}

const caseColumns =
  'id enterprise_id enterprise_name region_code sector_code control_level category title facts legal_basis decision_no decision_no_key decided_on authority lead_source fine_fen measure_kinds execution_state state published_at removed_on removal_basis repeat_offence search_text'.split(
    ' ',
  )
const measureColumns = 'case_id kind amount_fen days'.split(' ')

const acts = [
  { category: 'serious_exceedance', did: '废水化学需氧量超标排放', factor: '化学需氧量', unit: 'mg/L' },
  { category: 'serious_exceedance', did: '外排废气二氧化硫浓度超过限值', factor: '二氧化硫', unit: 'mg/m³' },
  { category: 'abnormal_operation', did: '未正常运行污染防治设施，脱硫塔停运', factor: '颗粒物', unit: 'mg/m³' },
  { category: 'unpermitted_discharge', did: '未取得排污许可证排放污染物', factor: '氨氮', unit: 'mg/L' },
  { category: 'disclosure_failure', did: '未按规定公开环境信息', factor: '总磷', unit: 'mg/L' },
  { category: 'stealth_discharge', did: '通过私设暗管向河道排放生产废水', factor: '总锑', unit: 'mg/L' },
  { category: 'falsified_data', did: '篡改自动监测设备参数，伪造监测数据', factor: '氮氧化物', unit: 'mg/m³' },
  { category: 'obstruction', did: '以拖延、围堵方式阻挠执法人员进入现场', factor: '悬浮物', unit: 'mg/L' },
  { category: 'other', did: '擅自拆除在线监控设施', factor: '总氮', unit: 'mg/L' },
] as const satisfies { category: (typeof violationCategories)[number]; did: string; factor: string; unit: string }[]

const details = [
  '当日天气晴，厂区总排口正在外排，水体呈灰褐色并伴有刺激性气味。',
  '检查时生产线满负荷运行，曝气池风机处于停机状态，加药间无近三日投药记录。',
  '经查，该单位危险废物暂存间未设置识别标志，台账缺失两个月。',
  '夜间巡查发现厂界外侧沟渠有新鲜水渍，溯源至厂内事故应急池旁的软管。',
  '在线监测小时均值连续六小时高于限值，企业未按要求报告。',
]

const fineFen = (id: number): number => (hash(id, 20) % 10 === 0 ? 0 : (1 + (hash(id, 21) % 60) ** 2) * 100_000)

function kindsOf(id: number): (typeof measureKinds)[number][] {
  const has = (n: number, outOf: number) => hash(id, n) % outOf === 0
  return [
    'order_to_correct',
    ...(fineFen(id) > 0 ? (['fine'] as const) : []),
    ...(fineFen(id) > 0 && has(31, 40) ? (['daily_penalty'] as const) : []),
    ...(has(32, 15) ? (['seizure'] as const) : []),
    ...(has(33, 12) ? (['restricted_production'] as const) : []),
    ...(has(34, 30) ? (['stopped_production'] as const) : []),
    ...(has(35, 60) ? (['detention_transfer'] as const) : []),
    ...(has(36, 200) ? (['criminal_transfer'] as const) : []),
    ...(has(37, 900) ? (['closure'] as const) : []),
  ]
}

/** Cases come in about the order of their days, some weeks later or earlier. Days since 2017-01-01. */
const dayOf = (id: number, count: number) => Math.floor((id / count) * 3_550) + (hash(id, 40) % 50)
const dateOf = (day: number) => new Date(Date.UTC(2017, 0, 1) + day * 86_400_000).toISOString().slice(0, 10)

const stateOf = (id: number) =>
  hash(id, 7) % 100 < 97 ? 'published' : (['draft', 'legal_review', 'withdrawn'] as const)[id % 3]!

/** Every third firm has most of the cases. */
const firmOf = (id: number, firms: number) =>
  hash(id, 1) % 4 === 0 ? hash(id, 2) % firms : 3 * (hash(id, 3) % Math.floor(firms / 3))

/** The same rule as the database's (board_mark_repeats), so that the load need not touch each row twice. */
function repeatOffences(firms: number, count: number): Uint8Array {
  const last = new Map<number, number>()
  const repeats = new Uint8Array(count + 1)
  const order = Array.from({ length: count }, (_, i) => i + 1).filter((id) => stateOf(id) === 'published')
  order.sort((a, b) => dayOf(a, count) - dayOf(b, count) || a - b)
  for (const id of order) {
    const before = last.get(firmOf(id, firms))
    if (before !== undefined && dateOf(before) >= twoYearsBefore(dateOf(dayOf(id, count)))) repeats[id] = 1
    last.set(firmOf(id, firms), dayOf(id, count))
  }
  return repeats
}

const twoYearsBefore = (date: string) =>
  `${Number(date.slice(0, 4)) - 2}${date.slice(4) === '-02-29' ? '-02-28' : date.slice(4)}`

function hash(id: number, what: number): number {
  let h = Math.imul(id ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(what + 1, 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39)
  return (h ^ (h >>> 15)) >>> 0
}

const skewed = (id: number, what: number, size: number) =>
  Math.floor(((hash(id, what) % 10_000) / 10_000) ** 1.6 * size)
