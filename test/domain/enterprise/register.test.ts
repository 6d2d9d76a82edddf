import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { controlLevels, filingStates } from '#db/vocabulary.ts'
import { filingState } from '#domain/disclosure/rules/deadline.ts'
import { type EnterpriseFilter, enterpriseFilter, enterpriseSearch, enterpriseSorts } from '#domain/enterprise/input.ts'
import { countRegister, facetNames } from '#domain/enterprise/queries/facets.ts'
import { listEnterprises } from '#domain/enterprise/queries/list.ts'
import { cursorOf, placeOf } from '#domain/enterprise/queries/order.ts'
import { registerReference, unknownCodes } from '#domain/enterprise/queries/reference.ts'
import { cityDate } from '#platform/clock.ts'
import { loadRegister } from '#test/bench/load-register.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase()
const year = 2026
const today = '2026-06-20'
const size = { enterprises: 300, cases: 600, year }
let sectors: string[] = []

beforeAll(async () => {
  await loadRegister(database.url, size)
  sectors = (await registerReference(database.db)).sectors.map(({ code }) => code).slice(0, 6)
}, 60_000)

const all = (search: object): EnterpriseFilter => enterpriseFilter.zh.parse(search)
const list = (filter: EnterpriseFilter, sort: (typeof enterpriseSorts)[number] = 'name') =>
  listEnterprises(database.db, filter, { sort, limit: 1000 }, today)

const anyFilter = () =>
  fc.record(
    {
      region: fc.subarray(['430902', '430903', '430922', '430971'], { minLength: 1, maxLength: 2 }),
      sector: fc.subarray(sectors, { minLength: 1, maxLength: 3 }),
      control: fc.subarray([...controlLevels], { minLength: 1, maxLength: 2 }),
      medium: fc.constantFrom('water', 'air'),
      filing: fc.subarray([...filingStates], { minLength: 1, maxLength: 3 }),
      exceeding: fc.constant('yes'),
      q: fc.constantFrom('有限公司', 'yxgs', '益阳', '废水', '资水 有限'),
      factor: fc.subarray(['w01018', 'w21003', 'a21026'], { minLength: 1, maxLength: 2 }),
    },
    { requiredKeys: [] },
  )

describe('the register', () => {
  it('counts beside each filter exactly what choosing that value would show', async () => {
    await fc.assert(
      fc.asyncProperty(anyFilter(), async (given) => {
        const filter = all(given)
        const { total, facets } = await countRegister(database.db, filter, today)
        expect((await list(filter)).length).toBe(total)
        for (const name of facetNames) {
          for (const [value, count] of Object.entries(facets[name])) {
            const chosen = all({ ...given, [name]: value })
            expect({ name, value, count: (await countRegister(database.db, chosen, today)).total }).toEqual({
              name,
              value,
              count,
            })
          }
        }
      }),
      { numRuns: 12 },
    )
  }, 120_000)

  it('gives every enterprise once, page by page and cursor by cursor, in every order', async () => {
    for (const sort of enterpriseSorts) {
      const whole = (await list(all({}), sort)).map(({ id }) => id)
      expect(new Set(whole).size).toBe(size.enterprises)
      const paged: number[] = []
      for (let page = 1; page <= 7; page++) {
        paged.push(...(await listEnterprises(database.db, all({}), { sort, page }, today)).map(({ id }) => id))
      }
      expect(paged).toEqual(whole)
      const read: number[] = []
      let cursor: string | undefined
      do {
        const place = cursor ? placeOf(cursor) : undefined
        const rows = await listEnterprises(database.db, all({}), { sort, place, limit: 37 }, today)
        read.push(...rows.map(({ id }) => id))
        cursor = rows.length === 37 ? cursorOf(sort, rows.at(-1)!) : undefined
      } while (cursor)
      expect(read).toEqual(whole)
    }
  })

  it('finds an enterprise by its whole name, a part, pinyin initials, credit code in lower case, county and sector', async () => {
    const [one] = await list(all({ exceeding: 'yes' }))
    const { region, sector } = await registerReference(database.db)
    const initials = one!.namePinyin
      .split(' ')
      .map((syllable) => syllable.charAt(0))
      .join('')
    const questions = [
      one!.name,
      one!.name.slice(1, 6),
      initials,
      one!.namePinyin.replaceAll(' ', ''),
      one!.creditCode.toLowerCase(),
      one!.creditCode.slice(8),
      `${region.get(one!.regionCode)!.nameZh} ${sector.get(one!.sectorCode)!.nameZh}`,
    ]
    for (const q of questions)
      expect(
        (await list(all({ q }))).map(({ id }) => id),
        q,
      ).toContain(one!.id)
    expect(await list(all({ q: '没有这样的企业' }))).toEqual([])
  })

  it('puts the most exceedances first, and beside them the row that stands highest against its limit', async () => {
    const rows = await list(all({}), '-exceedances')
    expect(rows[0]!.exceedanceCount).toBeGreaterThan(0)
    expect(rows.map((row) => row.exceedanceCount)).toEqual(rows.map((row) => row.exceedanceCount).sort((a, b) => b - a))
    expect(rows[0]!.worst).toMatchObject({ year: 2025, max: 132, limitMax: 100 })
    expect(rows.find(({ filing }) => filing === 'not_required')!.worst).toBeNull()
  })

  it('says the same of each filing as the rule on deadlines', async () => {
    await database.sql`update disclosure_obligations set refused_on = due_on + 1, refusal_basis = '责令公开后仍未公开'
      where year = ${year} and enterprise_id = (select min(enterprise_id) from disclosure_obligations where year = ${year} and published_at is null)`
    for (const day of ['2026-05-30', '2026-05-31', '2026-06-29', '2026-06-30', '2026-07-01']) {
      const noon = new Date(`${day}T12:00:00+08:00`)
      const rows = await listEnterprises(database.db, all({}), { sort: 'name', limit: 1000 }, cityDate(noon))
      const obligations = await database.sql<
        { enterpriseId: number; dueOn: string; publishedAt: Date | null; refusedOn: string | null }[]
      >`
        select enterprise_id as "enterpriseId", due_on::text as "dueOn", published_at as "publishedAt",
          refused_on::text as "refusedOn"
        from disclosure_obligations where year = ${year}`
      const expected = new Map(
        obligations.map((obligation) => [obligation.enterpriseId, filingState(obligation, noon)]),
      )
      for (const { id, filing } of rows) expect(filing).toBe(expected.get(id) ?? 'not_required')
      const states = new Set(rows.map(({ filing }) => filing))
      expect([states.has('overdue'), states.has('refused')]).toEqual([day === '2026-07-01', day === '2026-07-01'])
    }
  })
})

describe('the address of the register', () => {
  it('says of every wrong parameter what was given and what is allowed', () => {
    const wrong = {
      region: '赫山',
      control: 'city',
      medium: 'soil',
      filing: 'late',
      exceeding: 'no',
      sort: 'size',
      page: '0',
      q: '%_',
      sector: '<b>',
    }
    const result = enterpriseSearch.zh.safeParse(wrong)
    expect(result.success).toBe(false)
    for (const [name, given] of Object.entries(wrong)) {
      const issue = result.error!.issues.find(({ path }) => path[0] === name)
      expect(issue?.message, name).toContain(given)
    }
    expect(result.error!.issues.find(({ path }) => path[0] === 'control')!.message).toContain('municipal（市控）')
  })

  it('names the counties there are when one is unknown', async () => {
    const reference = await registerReference(database.db)
    const [problem] = unknownCodes(all({ region: ['430903', '110000'] }), reference, 'en')
    expect(problem).toMatchObject({ field: 'region', given: '110000' })
    expect(problem!.message).toContain('430903 (Heshan District)')
  })

  it('takes a cursor back only when it is one of ours', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.string(), fc.nat(1e6), (count, namePinyin, id) => {
        fc.pre(!namePinyin.includes('\u0000'))
        const row = { namePinyin, id, exceedanceCount: count, violationCount: 0 }
        expect(placeOf(cursorOf('-exceedances', row))).toEqual({ count, namePinyin: namePinyin.toWellFormed(), id })
      }),
    )
    for (const given of ['', 'x', '😀', 'W10', Buffer.from('[1,"a",1e99]').toString('base64url'), 'bnVsbA']) {
      expect(placeOf(given)).toBeUndefined()
    }
  })
})
