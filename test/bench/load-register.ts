import type { Connection, Sql } from '#db/client.ts'
import { connect } from '#db/client.ts'
import { enterpriseSearchText, namePinyin } from '#db/search-text.ts'
import { checkCharacter, organisationCheckCharacter } from '#domain/enterprise/rules/credit-code.ts'
import { type CopyRow, copyRows } from '#test/bench/copy.ts'

export interface RegisterSize {
  enterprises: number
  /** In all; load-cases.ts makes them. Each enterprise's count says its share. */
  cases: number
  /** The disclosure year that counts as the present one. */
  year: number
}

/** The size at which the bench looks at plans. */
export const fullSize: RegisterSize = { enterprises: 100_000, cases: 1_000_000, year: 2026 }

interface Reference {
  regions: { code: string; nameZh: string; nameEn: string; lng: number; lat: number }[]
  sectors: { code: string; nameZh: string; nameEn: string }[]
  factors: { code: string; nameZh: string; medium: 'water' | 'air'; unit: string }[]
}

/**
 * Fills a migrated database, with its reference data, with a register of the wanted size: invented names, the same every
 * time. Does nothing when it is filled already. Some two minutes at full size; triggers and foreign keys are off meanwhile.
 */
export async function loadRegister(url: string, size: RegisterSize = fullSize): Promise<void> {
  const connection = connect(url, { as: 'owner', max: 1, statementTimeoutMs: 0, name: 'qingyuan-bench-load' })
  try {
    if (await isFilled(connection, size)) return
    await fill(connection.sql, size)
  } finally {
    await connection.close()
  }
}

async function isFilled({ sql }: Connection, size: RegisterSize): Promise<boolean> {
  const [found] = await sql`select count(*) as enterprises from enterprises`
  if (Number(found?.enterprises) === size.enterprises) return true
  if (Number(found?.enterprises) > 0) throw new Error('This database already holds another register')
  return false
}

async function fill(sql: Sql, size: RegisterSize): Promise<void> {
  const reference: Reference = {
    regions: await sql`select code, name_zh as "nameZh", name_en as "nameEn", longitude_deg as lng, latitude_deg as lat
      from regions where kind <> 'city' order by position`,
    sectors: await sql`select code, name_zh as "nameZh", name_en as "nameEn" from sectors order by code`,
    factors: await sql`select code, name_zh as "nameZh", medium, unit from factors order by code`,
  }
  const register = new Register(size, reference)
  await sql`set session_replication_role = replica`
  await sql`insert into key_polluter_lists (year, published_on)
    select year, make_date(year, 3, 30) from generate_series(${size.year - 4}::int, ${size.year}::int) as year
    on conflict do nothing`
  for (const { table, columns, rows } of register.tables()) await copyRows(sql, table, columns, rows)
  for (const table of ['enterprises', 'outlets', 'disclosures', 'permits']) {
    await sql`select setval(pg_get_serial_sequence(${table}, 'id'), (select max(id) from ${sql(table)}))`
  }
  await sql`set session_replication_role = origin`
  await sql`vacuum analyze`
}

/** The invented rows, table by table. Everything about enterprise `id` follows from its number alone. */
class Register {
  readonly #size: RegisterSize
  readonly #reference: Reference

  constructor(size: RegisterSize, reference: Reference) {
    this.#size = size
    this.#reference = reference
  }

  *tables(): Generator<{ table: string; columns: string[]; rows: Iterable<CopyRow> }> {
    yield { table: 'enterprises', columns: enterpriseColumns, rows: this.#enterprises() }
    yield { table: 'outlets', columns: outletColumns, rows: this.#outlets() }
    yield { table: 'outlet_limits', columns: limitColumns, rows: this.#limits() }
    yield { table: 'key_polluters', columns: ['year', 'kind', 'enterprise_id'], rows: this.#keyPolluters() }
    yield { table: 'disclosure_obligations', columns: obligationColumns, rows: this.#obligations() }
    yield { table: 'disclosures', columns: disclosureColumns, rows: this.#disclosures() }
    yield { table: 'disclosure_rows', columns: rowColumns, rows: this.#rows() }
  }

  *#ids(): Generator<number> {
    for (let id = 1; id <= this.#size.enterprises; id++) yield id
  }

  #about(id: number) {
    const region = skewed(this.#reference.regions, id, 1)
    const sector = skewed(this.#reference.sectors, id, 2)
    const brand = pick(brands, id, 3) + pick(brands, id, 4)
    const name = `${pick(places, id, 5)}${brand}${sector.nameZh}${pick(forms, id, 6)}`
    const outlets = 1 + (hash(id, 7) % 4)
    const kinds = Array.from({ length: outlets }, (_, n) =>
      pick(['water_outlet', 'stack', 'stack'] as const, id, 20 + n),
    )
    const factors = kinds.map((kind, n) => {
      const medium = kind === 'water_outlet' ? 'water' : 'air'
      const fit = this.#reference.factors.filter((factor) => factor.medium === medium).slice(0, 40)
      return Array.from({ length: 2 + (hash(id, 40 + n) % 4) }, (_, m) => fit[(hash(id, 50 + n) + m) % fit.length]!)
    })
    const isKey = hash(id, 8) % 10 < 3
    const exceedances = isKey && hash(id, 9) % 10 === 0 ? 1 + (hash(id, 10) % 9) : 0
    return { id, region, sector, name, code: creditCode(region.code, id), kinds, factors, isKey, exceedances }
  }

  *#enterprises(): Generator<CopyRow> {
    const cases = this.#size.cases / this.#size.enterprises
    for (const id of this.#ids()) {
      const { region, sector, name, code, kinds, factors, exceedances } = this.#about(id)
      const address = `湖南省益阳市${region.nameZh}${pick(places, id, 11)}路${1 + (hash(id, 12) % 300)}号`
      yield [
        id,
        code,
        name,
        namePinyin(name),
        `某${id % 97}`,
        address,
        region.lng + (hash(id, 13) % 4000) / 10_000 - 0.2,
        region.lat + (hash(id, 14) % 4000) / 10_000 - 0.2,
        pick(['national', 'provincial', 'municipal', 'other', 'other', 'other'], id, 15),
        sector.code,
        region.code,
        kinds.includes('water_outlet'),
        kinds.includes('stack'),
        exceedances,
        Math.round(cases),
        enterpriseSearchText({
          creditCode: code,
          name,
          address,
          regionNames: [region.nameZh, region.nameEn],
          sectorNames: [sector.nameZh, sector.nameEn],
          factorNames: factors.flat().map((factor) => factor.nameZh),
        }),
      ]
    }
  }

  *#outlets(): Generator<CopyRow> {
    for (const id of this.#ids()) {
      for (const [n, kind] of this.#about(id).kinds.entries()) {
        const water = kind === 'water_outlet'
        const code = `${water ? 'DW' : 'DA'}${String(n + 1).padStart(3, '0')}`
        const route = water ? 'direct' : 'organised'
        yield [
          outletId(id, n),
          id,
          code,
          water ? '总排口' : '排气筒',
          kind,
          route,
          'continuous',
          water ? '资江' : null,
          water ? null : 30,
        ]
      }
    }
  }

  *#limits(): Generator<CopyRow> {
    for (const id of this.#ids()) {
      for (const [n, factors] of this.#about(id).factors.entries()) {
        for (const { code, unit } of factors) yield [outletId(id, n), code, 100, unit, 'day', 'permit', '2020-01-01']
      }
    }
  }

  *#keyPolluters(): Generator<CopyRow> {
    for (const id of this.#ids()) {
      const { isKey, kinds } = this.#about(id)
      if (isKey) yield [this.#size.year, kinds.includes('water_outlet') ? 'water' : 'air', id]
    }
  }

  *#obligations(): Generator<CopyRow> {
    const { year } = this.#size
    for (const id of this.#ids()) {
      if (!this.#about(id).isKey) continue
      yield [
        id,
        year,
        `${year}-06-30`,
        hash(id, 16) % 3 === 0 ? null : `${year}-06-${1 + (hash(id, 17) % 30)} 10:00+08`,
      ]
      yield [id, year - 1, `${year - 1}-06-30`, `${year - 1}-06-20 10:00+08`]
    }
  }

  *#disclosures(): Generator<CopyRow> {
    const { year } = this.#size
    for (const id of this.#ids()) {
      if (!this.#about(id).isKey) continue
      const at = `${year - 1}-06-20 10:00+08`
      yield [id, id, year - 1, 1, 'published', '某某', at, at]
    }
  }

  *#rows(): Generator<CopyRow> {
    for (const id of this.#ids()) {
      const { isKey, factors, exceedances } = this.#about(id)
      if (!isKey) continue
      let position = 0
      for (const [n, list] of factors.entries()) {
        for (const { code, unit } of list) {
          const over = exceedances > 0 && position === 0
          const mean = over ? 120 : 5 + (hash(id, 60 + position) % 90)
          const counts = [365, over ? exceedances : 0]
          yield [
            id,
            outletId(id, n),
            code,
            position++,
            'measured',
            mean / 2,
            mean,
            mean * 1.1,
            unit,
            100,
            'measured',
            mean / 3,
            ...counts,
          ]
        }
      }
    }
  }
}

const enterpriseColumns =
  'id credit_code name name_pinyin legal_representative address longitude_deg latitude_deg control_level sector_code region_code discharges_water discharges_air exceedance_count violation_count search_text'.split(
    ' ',
  )
const outletColumns = 'id enterprise_id code name kind route pattern destination height_m'.split(' ')
const limitColumns = 'outlet_id factor_code limit_max unit averaging source valid_from'.split(' ')
const obligationColumns = 'enterprise_id year due_on published_at'.split(' ')
const disclosureColumns = 'id enterprise_id year version state signed_name signed_at published_at'.split(' ')
const rowColumns =
  'disclosure_id outlet_id factor_code position concentration_state concentration_min concentration_mean concentration_max concentration_unit limit_max total_state total_tonnes judged_count exceedance_count'.split(
    ' ',
  )
const places = [
  '益阳',
  '资水',
  '会龙',
  '桃花江',
  '梅城',
  '南洲',
  '琼湖',
  '兰溪',
  '沧水铺',
  '泥江口',
  '衡龙桥',
  '泉交河',
]
const brands = [...'清源华泰瑞丰恒达兴盛永昌宏远鑫润康嘉利安和顺天成金辉明德新亚东升中晟佳禾广裕百川']
const forms = ['有限公司', '有限责任公司', '股份有限公司', '厂', '实业有限公司']
const outletId = (enterpriseId: number, n: number) => enterpriseId * 4 - 3 + n

/** The `what`-th number that belongs to a record: spread evenly, the same in every run. */
function hash(id: number, what: number): number {
  let h = Math.imul(id ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(what + 1, 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39)
  return (h ^ (h >>> 15)) >>> 0
}

const pick = <T>(list: readonly T[], id: number, what: number): T => list[hash(id, what) % list.length]!

/** As `pick`, the first ones more often: counties and sectors differ in size. */
function skewed<T>(list: readonly T[], id: number, what: number): T {
  const share = (hash(id, what) % 10_000) / 10_000
  return list[Math.floor(share ** 1.6 * list.length)]!
}

/** A code that passes both check characters; its body spells BENCH-like nobody. */
function creditCode(regionCode: string, id: number): string {
  const body = `M${id.toString().padStart(7, '0')}`
  const first = `91${regionCode}${body}${organisationCheckCharacter(body)}`
  return first + checkCharacter(first)
}
