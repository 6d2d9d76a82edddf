import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { violationCategories } from '#db/vocabulary.ts'
import {
  concealNames,
  hiddenNames,
  namesIn,
  namingOf,
  personOfParty,
  surnameOnly,
} from '#domain/violation/rules/naming.ts'
import { graveCategories } from '#domain/violation/rules/persons.ts'
import { aDraft } from '#test/domain/violation/drafts.ts'

describe('a party that is a natural person', () => {
  it.each([
    ['甲乙丙', '甲乙丙'],
    ['甲乙（个体工商户）', '甲乙'],
    ['经营者：甲乙', '甲乙'],
    ['欧阳甲乙', '欧阳甲乙'],
    ['示例·甲乙', '示例·甲乙'],
    ['示例纸业有限公司', undefined],
    ['甲乙养殖场', undefined],
    ['示例砖厂', undefined],
    ['南洲镇政府所', undefined],
    ['Example Ltd', undefined],
    ['甲', undefined],
  ])('%s: %s', (party, person) => expect(personOfParty(party)).toBe(person))

  it.each([
    ['甲乙', '甲某'],
    ['甲乙丙', '甲某'],
    ['欧阳甲', '欧阳某'],
    ['司马', '司某'],
    ['示例·甲乙', '示例某'],
  ])('%s stands as %s', (name, shown) => expect(surnameOnly(name)).toBe(shown))

  it('is named by surname by default: a setting with its day and source', () => {
    expect(namingOf('violation_case', '2026-06-02')).toMatchObject({ individualParty: 'surname' })
    expect(namingOf('nothing', '2026-06-02')).toBeUndefined()
  })
})

describe('names that must not stand in the texts of a case', () => {
  const person = (name: string, isMinor = false) => ({ name, position: '', kind: 'responsible' as const, isMinor })
  const of = (more: Parameters<typeof aDraft>[0]) => hiddenNames(aDraft(more))

  it.each(violationCategories)('in a case of %s: persons only where it is not grave, minors always', (category) =>
    expect(of({ category, persons: [person('戊己'), person('庚辛', true)] })).toEqual(
      graveCategories.includes(category) ? ['庚辛'] : ['戊己', '庚辛'],
    ),
  )
  it('an individual as the party; a firm of the register keeps its name', () => {
    expect(of({ enterpriseName: '甲乙丙（个体工商户）' })).toEqual(['甲乙丙'])
    expect(of({ enterpriseName: '甲乙丙', creditCode: '91430922MAFAKE06X7' })).toEqual([])
  })
  it('a name that holds another is taken whole', () => {
    const names = of({ category: 'other', persons: [person('甲乙'), person('甲乙丙')] })
    expect(concealNames('甲乙丙与甲乙到场', names)).toBe('甲某与甲某到场')
  })

  it.each([
    ['Ouyang Jiayi and others', '欧阳甲乙', 'Ouyang Mou and others'],
    ['the manager OUYANG Jia-yi', '欧阳甲乙', 'the manager Ouyang Mou'],
    ['Yi Jia, driver; Jia Yi, guard', '甲乙', 'Jia Mou, driver; Jia Mou, guard'],
    ['Lü Jia and Lyu Jia', '吕甲', 'Lü Mou and Lü Mou'],
    ['he you met', '何有', 'he you met'],
    ['Jiayi Paper', '甲乙', 'Jiayi Paper'],
  ])('%s: %s is hidden in Latin letters too', (text, person, shown) => {
    expect(concealNames(text, [person])).toBe(shown)
    expect(namesIn(text, [person])).toEqual(text === shown ? [] : [person])
  })

  const name = fc.string({ unit: fc.constantFrom(...'甲乙丙丁戊己庚辛'), minLength: 2, maxLength: 3 })
  it('whatever the text: none of them is left in it', () =>
    fc.assert(
      fc.property(
        fc.array(name, { maxLength: 4 }),
        fc.array(fc.oneof(name, fc.constantFrom('，', '某', '称')), { maxLength: 12 }),
        (names, words) => {
          const hidden = of({ category: 'other', persons: names.map((each) => person(each)) })
          const shown = concealNames(words.join(''), hidden)
          for (const each of hidden) expect(shown).not.toContain(each)
        },
      ),
    ))
})
