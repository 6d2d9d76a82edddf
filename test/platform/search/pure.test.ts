import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normaliseSearch } from '#db/search-text.ts'
import { highlight } from '#platform/search/highlight.ts'
import { isOneSlipApart, pairsLeft, partMeant } from '#platform/search/slip.ts'
import { soundPairs, spellingsOf, syllablesOf } from '#platform/search/spell.ts'

const marked = (text: string, words: string[], most?: number) =>
  highlight(text, words, most)
    .map((passage) => (passage.isHit ? `[${passage.text}]` : passage.text))
    .join('')

describe('highlights', () => {
  it.each([
    ['桃江县造纸厂', ['造纸'], '桃江县[造纸]厂'],
    ['資水造紙', ['资水', '纸'], '[資水]造[紙]'],
    ['ＣＯＤ超标', ['cod'], '[ＣＯＤ]超标'],
    ['益环罚〔2024〕12号', ['益环罚', '2024', '12号'], '[益环罚]〔[2024]〕[12号]'],
    ['益环罚〔2024〕12号', ['罚2024'], '益环[罚〔2024]〕12号'],
    ['没有', ['造纸'], '没有'],
    ['aaaa', ['aa'], '[aaaa]'],
  ])('%s with %j is %s', (text, words, expected) => {
    expect(marked(text, words)).toBe(expected)
  })
  it('of a long text shows the stretch round the first word', () => {
    expect(marked(`${'甲'.repeat(300)}暗管${'乙'.repeat(300)}`, ['暗管'], 40)).toMatch(/^…甲{10}\[暗管\]乙{28}…$/)
  })
  it('never lose or change a sign of a short text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.array(fc.string({ minLength: 1, maxLength: 3 })),
        (text, words) => {
          expect(
            highlight(text, words, 1000)
              .map((passage) => passage.text)
              .join(''),
          ).toBe(text.toWellFormed())
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('one slip', () => {
  const word = fc.array(fc.constantFrom(...'造纸厂水abc'), { minLength: 5, maxLength: 14 })
  const spoilt = fc.tuple(
    word,
    fc.nat(),
    fc.constantFrom('wrong', 'missing', 'extra', 'swapped'),
    fc.constantFrom(...'错x'),
  )
  const spoil = (signs: string[], at: number, how: string, sign: string) => {
    const place = at % (signs.length - (how === 'swapped' ? 1 : 0))
    const changed = [...signs]
    if (how === 'wrong') changed[place] = sign
    if (how === 'missing') changed.splice(place, 1)
    if (how === 'extra') changed.splice(place, 0, sign)
    if (how === 'swapped') changed.splice(place, 2, signs[place + 1] as string, signs[place] as string)
    return changed
  }
  it('of any kind is recognised in both directions, two are not', () => {
    fc.assert(
      fc.property(spoilt, ([signs, at, how, sign]) => {
        const changed = spoil(signs, at, how, sign)
        expect(isOneSlipApart(signs, changed) && isOneSlipApart(changed, signs)).toBe(true)
        expect(isOneSlipApart(signs, ['始', ...changed, '终'])).toBe(false)
      }),
      { numRuns: 200 },
    )
  })
  it('leaves the pairs by which the name is looked up, and the part that was meant', () => {
    fc.assert(
      fc.property(spoilt, ([signs, at, how, sign]) => {
        const typed = spoil(signs, at, how, sign)
        const name = ['桃', '江', ...signs, '公', '司']
        const pairs = new Set(name.slice(1).map((each, place) => `${name[place]}${each}`))
        expect(pairsLeft(typed).some((set) => set.every((pair) => pairs.has(pair)))).toBe(true)
        expect(partMeant(typed, name)).toBeDefined()
      }),
      { numRuns: 200 },
    )
  })
})

describe('spellings', () => {
  it('are the name, without its place, its pinyin and initials, and codes', () => {
    const names = spellingsOf(['益阳市桃江县示例纸业'], { placeNames: ['桃江县', '益阳市', '益阳'], codes: ['GB 1-2'] })
    expect(names.map(({ name }) => name)).toEqual([
      '益阳市桃江县示例纸业',
      '示例纸业',
      'yiyangshitaojiangxianshilizhiye',
      'yystjxslzy',
      'shilizhiye',
      'slzy',
      'gb12',
    ])
  })
  it('sound by syllables, one for each sign', () => {
    expect(syllablesOf('3号COD站')).toEqual(['3', 'hao', 'c', 'o', 'd', 'zhan'])
    expect(soundPairs('造纸厂')).toEqual(['zao zhi', 'zhi chang'])
    expect(soundPairs('abc')).toEqual([])
  })
  it('are the same in traditional characters', () => {
    expect(normaliseSearch('益陽縣鎦嶺造紙廠')).toBe('益阳县镏岭造纸厂')
  })
})
