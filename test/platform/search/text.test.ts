import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { regions } from '#db/schema/region.ts'
import { bigramsOf, enterpriseSearchText, namePinyin, pinyinSpellings, searchTerms } from '#db/search-text.ts'
import { matchesSearch } from '#platform/search/text.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase()

describe('search text', () => {
  it('spells documents the same whatever brackets they were typed with', () => {
    const spellings = ['益环罚〔2017〕12号', '益环罚[2017]12号', '益环罚（２０１７）１２号', ' 益环罚 (2017) 12号']
    for (const spelling of spellings) expect(searchTerms(spelling)).toEqual(['益环罚', '2017', '12号'])
  })

  it('keeps the point of a number', () => {
    expect(searchTerms('PM2.5. GB 3544-2008')).toEqual(['pm2.5', 'gb', '3544', '2008'])
  })

  it('holds nothing when only signs were typed', () => {
    for (const q of ['', ' ', '%', '_', '\u0000', '\ud800', '\'"\\']) expect(searchTerms(q)).toEqual([])
  })

  it('knows pinyin in full and by its initials, ü as v and as u', () => {
    expect(namePinyin('益阳示例造纸有限公司')).toBe('yi yang shi li zao zhi you xian gong si')
    expect(pinyinSpellings('益阳造纸3号厂')).toEqual(['yiyangzaozhi3haochang', 'yyzz3hc'])
    expect(pinyinSpellings('绿洲')).toEqual(['lvzhou', 'luzhou', 'lz'])
  })

  it('lets one enterprise be found by all its names, its code, place, sector and pollutants', () => {
    const text = enterpriseSearchText({
      creditCode: '91430922MAFAKE06X7',
      name: '桃江示例纸业有限公司',
      shortNames: ['示例纸业'],
      formerNames: ['桃江县造纸厂'],
      address: '桃花江镇工业园',
      regionNames: ['桃江县', 'Taojiang County'],
      sectorNames: ['造纸', 'Pulp and paper'],
      factorNames: ['化学需氧量', 'COD'],
    }).split(' ')
    expect(text).toEqual(
      expect.arrayContaining(['91430922mafake06x7', 'tjslzyyxgs', 'tjxzzc', 'taojiang', 'cod', '纸']),
    )
    expect(new Set(text).size).toBe(text.length)
  })
})

describe('the cut into pairs', () => {
  it('is the same here and in the database', async () => {
    const word = fc.string({ unit: fc.constantFrom(...'益阳造纸abc123.𠮷'), minLength: 0, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 4 }), async (words) => {
        const terms = searchTerms(words.join(' '))
        const [row] = await database.db.execute<{ grams: string[] }>(
          sql`select search_bigrams(${terms.join(' ')}) as grams`,
        )
        expect([...(row?.grams ?? [])].sort()).toEqual([...bigramsOf(terms)].sort())
      }),
      { numRuns: 60 },
    )
  })
})

describe('the condition', () => {
  it('finds what holds every word, wherever it stands, and nothing for signs alone', async () => {
    const found = (q: string) => database.db.$count(regions, matchesSearch(regions.nameZh, q))
    const all = await database.db.$count(regions)
    expect(await found('赫山区')).toBe(1)
    expect(await found('山区 赫')).toBe(0)
    expect(await found('赫山 山区')).toBe(1)
    expect(await found('山赫区')).toBe(0)
    expect(await found('%')).toBe(all)
    expect(matchesSearch(regions.nameZh, "'%_")).toBeUndefined()
  })

  it('takes any text without a fault', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)), maxLength: 40 }),
        async (q) => {
          expect(await database.db.$count(regions, matchesSearch(regions.nameZh, q))).toBeGreaterThanOrEqual(0)
        },
      ),
      { numRuns: 100 },
    )
  })
})
