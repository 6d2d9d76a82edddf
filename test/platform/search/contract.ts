import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { nameKey, searchText } from '#db/search-text.ts'
import type { SearchAnswer, SearchDocument, SearchEngine, SearchKind, SearchQuery } from '#platform/search/port.ts'
import { spellingsOf } from '#platform/search/spell.ts'

/** A document as the domain makes them, from its names and words. */
export function documentOf(
  kind: SearchKind,
  ref: string,
  names: string[],
  more: Partial<SearchDocument> & { words?: string[]; codes?: string[]; placeNames?: string[] } = {},
): SearchDocument {
  const { words = [], codes = [], placeNames = [], ...rest } = more
  const isOffered = kind !== 'case' && kind !== 'disclosure'
  return {
    key: `${kind}:${ref}`,
    kind,
    titleZh: names[0] as string,
    titleEn: names[0] as string,
    bodyZh: words.join(' '),
    bodyEn: words.join(' '),
    names,
    spellings: isOffered ? spellingsOf(names, { codes, placeNames }) : [],
    searchText: searchText([
      ...names,
      ...names.map(nameKey),
      ...words,
      ...codes,
      ...(isOffered ? spellingsOf(names).map(({ name }) => name) : []),
    ]),
    regionCode: null,
    year: null,
    weight: 0,
    shown: {},
    ...rest,
  }
}

const place = { placeNames: ['益阳市', '桃江县', '益阳', '桃江'] }
const mill = documentOf('enterprise', '91430922MAFAKE06X7', ['桃江县镏岭造纸有限公司', '镏岭造纸', '桃花江造纸厂'], {
  ...place,
  codes: ['91430922MAFAKE06X7'],
  words: ['桃江县', '桃花江镇工业园8号', '化学需氧量', 'COD', 'CODCr', 'Taojiang Example Paper Mill'],
  regionCode: '430922',
  weight: 5,
})
const documents: SearchDocument[] = [
  mill,
  documentOf('enterprise', '91430900MAFAKE0001', ['益阳市造纸机械有限公司'], { ...place, regionCode: '430902' }),
  documentOf('enterprise', '91430900MAFAKE0002', ['益阳砚池电镀有限公司', '砚池电镀'], {
    ...place,
    regionCode: '430902',
    words: ['化学需氧量', '总铬'],
  }),
  documentOf('case', '1', ['桃江县镏岭造纸有限公司私设暗管案', '益环罚〔2024〕12号'], {
    words: ['暗管', '2024'],
    regionCode: '430922',
    year: 2024,
  }),
  documentOf('case', '2', ['某厂超标排放案', '益环罚〔2025〕3号'], {
    words: ['化学需氧量超标', '废水'],
    regionCode: '430902',
    year: 2025,
  }),
  documentOf('factor', 'w01018', ['化学需氧量', 'COD', 'CODCr']),
  documentOf('standard', 'gb-3544-2008', ['GB 3544-2008', '制浆造纸工业水污染物排放标准'], { year: 2008 }),
]

export const asked = (q: string, more: Partial<SearchQuery> = {}): SearchQuery => ({
  q,
  kinds: [],
  regions: [],
  years: [],
  limit: 10,
  offset: 0,
  ...more,
})
export const keysOf = (answer: SearchAnswer) =>
  answer.groups
    .flatMap(({ hits }) => hits)
    .sort((a, b) => a.tier - b.tier)
    .map(({ key }) => key)

/** What every engine keeps. `engine` gives the one under test, with an empty index of its own. */
export function keepsTheContract(engine: () => SearchEngine): void {
  const find = (q: string, more?: Partial<SearchQuery>) => engine().find(asked(q, more))
  const offered = async (q: string) => (await engine().suggest(q, 8)).map(({ key }) => key)
  beforeAll(async () => {
    await engine().put(documents)
  })

  describe('what is found', () => {
    it.each([
      ['its whole name', '桃江县镏岭造纸有限公司'],
      ['its short name', '镏岭造纸'],
      ['a former name', '桃花江造纸厂'],
      ['pinyin', 'liulingzaozhi'],
      ['initials', 'llzz'],
      ['a piece of its code', 'FAKE06X'],
      ['its address', '桃花江镇工业园'],
      ['traditional characters', '鎦嶺造紙'],
      ['full width', 'ＣＯＤＣｒ　镏岭'],
      ['English words in another order', 'paper taojiang'],
      ['a wrong character', '镏领造纸'],
      ['a missing character', '镏造纸有限'],
      ['a character too much', '镏岭的造纸'],
      ['characters that sound the same', '流岭造指'],
      ['two letters that changed places', 'liulnigzaozhi'],
      ['place and trade in one word', '桃花江镇镏岭造纸'],
    ])('a firm by %s: %s', async (_, q) => {
      expect(keysOf(await find(q)), q).toContain(mill.key)
    })

    it('stands first under its very name, whatever else holds the words', async () => {
      for (const { key, names } of documents)
        for (const name of names) expect(keysOf(await find(name))[0], name).toBe(key)
    })

    it('is a decision by its number in any brackets, a standard with and without its blank', async () => {
      for (const q of ['益环罚〔2024〕12号', '益环罚[2024]12号', '益环罚（2024）12号'])
        expect(keysOf(await find(q))[0]).toBe('case:1')
      for (const q of ['GB3544-2008', 'gb 3544', '3544']) expect(keysOf(await find(q))[0]).toBe('standard:gb-3544-2008')
    })

    it('says what it searched for in place of a slip, and nothing where nothing was put right', async () => {
      expect((await find('砚池')).corrected).toBeNull()
      const { corrected, groups } = await find('砚迟电镀')
      expect(keysOf({ groups } as SearchAnswer)[0]).toBe('enterprise:91430900MAFAKE0002')
      if (engine().name === 'postgres') expect(corrected).toBe('砚池电镀')
    })
  })

  describe('groups, counts and filters', () => {
    it('counts each kind, county and year beside the other filters', async () => {
      const all = await find('化学需氧量')
      expect(all.total).toBe(4)
      expect(Object.fromEntries(all.facets.kind)).toEqual({ enterprise: 2, case: 1, factor: 1 })
      expect(Object.fromEntries(all.facets.region)).toEqual({ '430902': 2, '430922': 1 })
      const firms = await find('化学需氧量', { kinds: ['enterprise'] })
      expect(firms.total).toBe(2)
      expect(Object.fromEntries(firms.facets.kind)).toEqual({ enterprise: 2, case: 1, factor: 1 })
      expect(Object.fromEntries(firms.facets.region)).toEqual({ '430902': 1, '430922': 1 })
      const both = await find('化学需氧量', { regions: ['430902'], years: [2025] })
      expect(keysOf(both)).toEqual(['case:2'])
      expect(Object.fromEntries(both.facets.year)).toEqual({ '2025': 1 })
    })

    it('gives each page of a kind once', async () => {
      const pages = await Promise.all(
        [0, 1, 2].map((offset) => find('化学需氧量', { kinds: ['enterprise'], limit: 1, offset })),
      )
      expect(pages.flatMap(keysOf).sort()).toEqual(['enterprise:91430900MAFAKE0002', mill.key])
    })
  })

  describe('suggestions', () => {
    it.each([
      ['the first characters', '镏'],
      ['the name after its place', '镏岭'],
      ['initials', 'llz'],
      ['pinyin begun', 'liuli'],
      ['the middle of the name', '岭造纸'],
      ['the code begun', '91430922'],
      ['a homophone', '流岭'],
      ['a slip', 'lulingzao'],
    ])('offer the firm by %s: %s', async (_, q) => {
      expect(await offered(q), q).toContain(mill.key)
    })
    it('are none for nothing', async () => {
      for (const q of ['', ' ', '%', '"']) expect(await offered(q)).toEqual([])
    })
  })

  describe('what changes', () => {
    const late = documentOf('enterprise', '91430900MAFAKE0009', ['益阳迟到化工有限公司'], {
      ...place,
      regionCode: '430903',
    })
    it('is found once it is put in, in its new form alone, and never again once it is out', async () => {
      await engine().put([late])
      await engine().put([late])
      expect(keysOf(await find('迟到化工'))).toEqual([late.key])
      await engine().put([
        { ...late, ...documentOf('enterprise', '91430900MAFAKE0009', ['益阳准时化工有限公司'], place) },
      ])
      expect(keysOf(await find('准时化工'))).toEqual([late.key])
      expect((await find('迟到化工')).groups.flatMap(({ hits }) => hits.map(({ titleZh }) => titleZh))).not.toContain(
        '益阳迟到化工有限公司',
      )
      await engine().remove([late.key])
      await engine().remove([late.key, 'case:404'])
      expect(keysOf(await find('准时化工'))).toEqual([])
      expect(await offered('准时')).toEqual([])
    })

    it('a new index answers whole, without what is gone, and what came meanwhile is in it', async () => {
      const during = documentOf('enterprise', '91430900MAFAKE0010', ['益阳其间化工有限公司'], place)
      const source = async function* () {
        yield documents.slice(0, 3)
        expect(keysOf(await find('镏岭造纸'))).toContain(mill.key) // the old one goes on answering
        yield documents.slice(3)
      }
      await engine().put([late])
      await engine().rebuild(source())
      expect(keysOf(await find('迟到化工'))).toEqual([])
      expect((await find('化学需氧量')).total).toBe(4)
      await engine().put([during])
      expect(keysOf(await find('其间化工'))).toEqual([during.key])
      await engine().remove([during.key])
    })
  })

  describe('bad input', () => {
    it('is answered plainly: signs, halves of signs, unclosed quotes, a megabyte', async () => {
      for (const q of [
        '%',
        '_',
        '"',
        "' or 1=1 --",
        '(((',
        '[a-z',
        '\\',
        '\u0000',
        '\ud800造',
        '纸'.repeat(500_000),
        '* ? +',
        '桃江 "造',
      ])
        expect((await find(q)).total, q.slice(0, 20)).toBeGreaterThanOrEqual(0)
    })
    it('any text is answered without a fault', async () => {
      const unit = fc.oneof(
        fc.nat(0xffff).map((each) => String.fromCharCode(each)),
        fc.constantFrom(...'镏岭造纸%_"\\\'{}, '),
      )
      await fc.assert(
        fc.asyncProperty(fc.string({ unit, maxLength: 30 }), async (q) => {
          expect((await find(q)).total).toBeGreaterThanOrEqual(0)
          expect((await engine().suggest(q, 5)).length).toBeLessThanOrEqual(5)
        }),
        { numRuns: 60 },
      )
    })
  })
}
