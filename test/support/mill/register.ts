import type { Sql } from 'postgres'

/** An outlet of the mill as its permit has it: what it carries, and its factors with their limits. */
export interface MillOutlet {
  code: string
  name: string
  kind: 'water_outlet' | 'stack' | 'fugitive'
  route: 'direct' | 'indirect' | 'organised' | 'fugitive'
  pattern: 'continuous' | 'intermittent'
  destination?: string
  heightM?: number
  innerDiameterM?: number
  hours: number
  /** Water: m³ of the year. Stack: m³ an hour. */
  flow: number
  limits: Readonly<Record<string, readonly [min: number | null, max: number]>>
}

/** An invented paper mill that pulps bamboo: three water outlets, four stacks, its boundary. */
export const millOutlets: readonly MillOutlet[] = [
  water('DW001', '废水总排口', 'direct', '资江', 8016, 4_321_000, {
    w01001: [6, 9],
    w01012: [null, 30],
    w01017: [null, 20],
    w01018: [null, 90],
    w21001: [null, 12],
    w21003: [null, 8],
    w21011: [null, 0.8],
  }),
  water('DW002', '制浆车间排放口', 'indirect', '厂内综合污水处理站', 7896, 1_140_000, { w99002: [null, 12] }),
  water('DW003', '雨水排放口', 'direct', '桃花江', 0, 0, { w01012: [null, 70], w01018: [null, 50] }),
  stack('DA001', '碱回收炉烟囱', 80, 2.4, 8040, 126_000, {
    a21002: [null, 200],
    a21026: [null, 200],
    a34013: [null, 30],
  }),
  stack('DA002', '锅炉烟囱', 60, 1.8, 7920, 64_000, {
    a20057: [null, 0.05],
    a21002: [null, 150],
    a21026: [null, 100],
    a34013: [null, 20],
  }),
  stack('DA003', '石灰窑排气筒', 35, 1.2, 7200, 24_000, { a21002: [null, 300], a34013: [null, 40] }),
  stack('DA004', '漂白工段排气筒', 25, 0.8, 6480, 9_500, { a24088: [null, 60] }),
  {
    code: 'MF001',
    name: '厂界',
    kind: 'fugitive',
    route: 'fugitive',
    pattern: 'intermittent',
    hours: 0,
    flow: 0,
    limits: { a21001: [null, 1.5], a21028: [null, 0.06], a34013: [null, 1] },
  },
]

/** 许可的总量: of the whole mill, and of one stack that exceeded it. */
export const millTotals: readonly { factor: string; outlet?: string; tonnes: number }[] = [
  { factor: 'w01018', tonnes: 389.5 },
  { factor: 'w21003', tonnes: 31.2 },
  { factor: 'a21026', tonnes: 120.25 },
  { factor: 'a21002', outlet: 'DA003', tonnes: 30 },
]

function water(
  code: string,
  name: string,
  route: 'direct' | 'indirect',
  destination: string,
  hours: number,
  flow: number,
  limits: MillOutlet['limits'],
): MillOutlet {
  const pattern = flow > 0 ? 'continuous' : 'intermittent'
  return { code, name, kind: 'water_outlet', route, pattern, destination, hours, flow, limits }
}

function stack(
  code: string,
  name: string,
  heightM: number,
  innerDiameterM: number,
  hours: number,
  flow: number,
  limits: MillOutlet['limits'],
): MillOutlet {
  return {
    code,
    name,
    kind: 'stack',
    route: 'organised',
    pattern: 'continuous',
    heightM,
    innerDiameterM,
    hours,
    flow,
    limits,
  }
}

export interface RegisteredMill {
  enterpriseId: number
  creditCode: string
  name: string
  username: string
  year: number
  /** Outlet code -> id. */
  outlets: ReadonlyMap<string, number>
}

/**
 * The mill in the register of a demo city, obliged for its latest year, with an account. It lies in 桃江 (county-taojiang's).
 * @param creditCode of no other enterprise of that city
 */
export async function registerMill(sql: Sql, creditCode: string, outlets = millOutlets): Promise<RegisteredMill> {
  const name = `清溪示例纸业 ${creditCode.slice(-4)}`
  const username = `mill-${creditCode.toLowerCase()}`
  const [mill] = await sql`
    insert into enterprises (credit_code, name, name_pinyin, legal_representative, address, longitude_deg, latitude_deg,
      control_level, sector_code, region_code, discharges_water, discharges_air, search_text)
    values (${creditCode}, ${name}, 'qingxishilizhiye', '赵示例', '桃江县桃花江镇工业园示例路1号', 112.1563, 28.5218,
      'municipal', 'paper', '430922', true, true, ${name})
    returning id`
  const enterpriseId = mill?.id as number
  const ids = new Map<string, number>()
  for (const { code, limits, hours: _, flow: __, ...outlet } of outlets) {
    const [made] = await sql`
      insert into outlets (enterprise_id, code, name, kind, route, pattern, destination, height_m, inner_diameter_m)
      values (${enterpriseId}, ${code}, ${outlet.name}, ${outlet.kind}, ${outlet.route}, ${outlet.pattern},
        ${outlet.destination ?? null}, ${outlet.heightM ?? null}, ${outlet.innerDiameterM ?? null})
      returning id`
    ids.set(code, made?.id)
    const named = JSON.stringify(Object.entries(limits).map(([code, [least, most]]) => ({ code, least, most })))
    await sql`
      insert into outlet_limits (outlet_id, factor_code, limit_min, limit_max, unit, averaging, source, valid_from)
      select ${made?.id}, f.code, l.least, l.most, f.unit, ${outlet.kind === 'water_outlet' ? 'day' : 'hour'}, 'permit', '2018-01-01'
      from jsonb_to_recordset(${named}::text::jsonb)
        as l (code text, least numeric, most numeric) join factors f on f.code = l.code`
  }
  const [permit] = await sql`
    insert into permits (enterprise_id, permit_no, issued_on, expires_on, authority)
    values (${enterpriseId}, ${`${creditCode}001P`}, '2023-01-01', '2028-01-01', '益阳市生态环境局') returning id`
  for (const { factor, outlet, tonnes } of outlets === millOutlets ? millTotals : []) {
    await sql`
      insert into permitted_totals (permit_id, outlet_id, factor_code, tonnes_per_year)
      values (${permit?.id}, ${outlet ? (ids.get(outlet) as number) : null}, ${factor}, ${tonnes})`
  }
  const [obliged] = await sql`
    insert into disclosure_obligations (enterprise_id, year, due_on)
    select ${enterpriseId}, year, due_on from disclosure_obligations order by year desc, due_on desc limit 1 returning year`
  await sql`insert into users (id, name, email, username) values (${username}, '填报员', ${`${username}@example.invalid`}, ${username})`
  await sql`insert into memberships (user_id, role, enterprise_id) values (${username}, 'firm', ${enterpriseId})`
  return { enterpriseId, creditCode, name, username, year: obliged?.year, outlets: ids }
}
