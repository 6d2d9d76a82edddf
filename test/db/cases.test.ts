import { describe, expect, test } from 'vitest'
import { decisionNoKey } from '#db/decision-no.ts'
import { legalBasisOf } from '#db/seed/city/cases/law.ts'
import { removalBases as seedBases } from '#db/seed/city/cases/standing.ts'
import { searchedTerms } from '#db/seed/city/cases/tables.ts'
import { makeCity } from '#db/seed/city/city.ts'
import { addDays } from '#db/seed/days.ts'
import { measureKinds, violationCategories } from '#db/vocabulary.ts'
import { earliestRepair, latestDisplay } from '#domain/violation/rules/aftercare/display-terms.ts'
import {
  isDisplayOver,
  type RemovalReason,
  removalBases,
  stateOfRemoval,
} from '#domain/violation/rules/aftercare/removal.ts'
import { isDailyPenaltyOf } from '#domain/violation/rules/daily-penalty.ts'
import { graveCategories } from '#domain/violation/rules/persons.ts'
import { term } from '#src/i18n/terms.ts'
import { isCheckedCreditCode } from '#test/support/credit-code.ts'

const city = makeCity('2026-11-24')

describe('the cases of the demo city', () => {
  test('are 600, of every category, most of them on the board', () => {
    expect(city.cases.length).toBe(600)
    expect(new Set(city.cases.map(({ category }) => category))).toEqual(new Set(violationCategories))
    expect(city.cases.filter(({ state }) => state === 'published').length).toBeGreaterThan(360)
    expect(new Set(city.cases.map(({ state }) => state))).toEqual(
      new Set(['draft', 'legal_review', 'published', 'withdrawn', 'repaired', 'expired']),
    )
  })

  test('have decision numbers that stand once, however their brackets are typed', () => {
    expect(new Set(city.cases.map(({ decisionNo }) => decisionNoKey(decisionNo))).size).toBe(600)
    for (const { decisionNo, decidedOn } of city.cases) {
      expect(decisionNo).toMatch(/^.环罚〔\d{4}〕\d+号$/)
      expect(decisionNo).toContain(`〔${decidedOn.slice(0, 4)}〕`)
    }
  })

  test('name the factor, the value, the limit and the multiple that follows from both', () => {
    const exceedances = city.cases.filter(({ excess }) => excess)
    expect(exceedances.length).toBeGreaterThan(120)
    for (const { facts, factsEn, excess, outlet } of exceedances) {
      if (!excess || !outlet) continue
      const { value, multiple, limit, factor } = excess
      expect(value).toBeGreaterThan(limit.limitMax)
      expect(Math.abs(multiple - (value - limit.limitMax) / limit.limitMax)).toBeLessThan(0.0051)
      for (const part of [factor.nameZh, `${value}`, `${limit.limitMax}`, `${multiple}`, outlet.code])
        expect(facts).toContain(part)
      for (const part of [`${value}`, `${limit.limitMax}`, `${multiple}`, outlet.code]) expect(factsEn).toContain(part)
    }
  })

  test('fine within what the law allows for the act', () => {
    for (const given of city.cases) {
      const [low, high] = legalBasisOf(given).fineYuan
      for (const { kind, amountFen } of given.measures) {
        if (kind !== 'fine') continue
        expect(amountFen, given.decisionNo).toBeGreaterThanOrEqual(low * 100)
        expect(amountFen, given.decisionNo).toBeLessThanOrEqual(high * 100)
      }
    }
  })

  test('count daily penalties as days times the original fine', () => {
    const daily = city.cases.flatMap(({ measures }) => {
      const fine = measures.find(({ kind }) => kind === 'fine')
      return measures.filter(({ kind }) => kind === 'daily_penalty').map((penalty) => ({ fine, penalty }))
    })
    expect(daily.length).toBeGreaterThan(5)
    for (const { fine, penalty } of daily) {
      expect(isDailyPenaltyOf(fine?.amountFen as number, penalty.days as number, penalty.amountFen as number)).toBe(
        true,
      )
      expect(penalty.days).toBeLessThanOrEqual(30)
    }
  })

  test('cite the law of the day of the act: the Code from 15 August 2026', () => {
    for (const { foundOn, legalBasis, decisionNo } of city.cases) {
      expect(legalBasis.includes('生态环境法典'), `${decisionNo} ${foundOn}`).toBe(foundOn >= '2026-08-15')
    }
    expect(city.cases.some(({ legalBasis }) => legalBasis.includes('生态环境法典'))).toBe(true)
  })

  test('name the legal representative only in grave cases or where the police came in', () => {
    for (const { legalRepresentative, category, measures } of city.cases) {
      const police = measures.some(({ kind }) => kind === 'criminal_transfer' || kind === 'detention_transfer')
      if (legalRepresentative) expect(police || graveCategories.includes(category)).toBe(true)
    }
  })

  test('name a person outside the register by the surname alone', () => {
    const strangers = city.cases.filter(({ firm }) => firm === null)
    expect(strangers.length).toBeGreaterThan(40)
    expect(strangers.filter(({ party }) => party.includes('经营者')).length).toBeGreaterThan(10)
    for (const { party, legalRepresentative } of strangers) {
      expect(party).toMatch(/^(.某（.+经营者）|.+[厂场站])$/)
      expect(legalRepresentative).toBeNull()
    }
  })

  test('happen in order: lead, inspection, order, decision, publication, removal', () => {
    for (const { foundOn, decidedOn, publishedAt, removedOn, steps, decisionNo } of city.cases) {
      expect(foundOn < decidedOn, decisionNo).toBe(true)
      if (publishedAt) expect(decidedOn <= publishedAt.slice(0, 10), decisionNo).toBe(true)
      if (removedOn) expect((publishedAt as string).slice(0, 10) < removedOn, decisionNo).toBe(true)
      const order = steps.find(({ kind }) => kind === 'order_served')?.happenedOn as string
      expect(foundOn <= order && order <= decidedOn, decisionNo).toBe(true)
    }
  })

  test('stand on the board for three years from the decision at most, as the rule says, and no day longer', () => {
    for (const { state, decidedOn, displayUntil, removedOn, removalReason, decisionNo } of city.cases) {
      if (displayUntil) expect(displayUntil, decisionNo).toBe(latestDisplay(decidedOn))
      if (state === 'published') expect(isDisplayOver(displayUntil, city.today), decisionNo).toBe(false)
      if (removedOn) expect(removedOn <= addDays(displayUntil as string, 1), decisionNo).toBe(true)
      if (removalReason) expect(stateOfRemoval(removalReason), decisionNo).toBe(state)
      if (state === 'repaired') expect(earliestRepair(decidedOn) <= (removedOn as string), decisionNo).toBe(true)
    }
    for (const [reason, basis] of Object.entries(seedBases)) expect(removalBases[reason as RemovalReason]).toBe(basis)
  })

  test('read as what they are: no two alike, in Chinese and in English', () => {
    expect(new Set(city.cases.map(({ facts }) => facts)).size).toBe(600)
    for (const { facts, factsEn, titleEn, title } of city.cases) {
      expect(facts.length).toBeGreaterThan(50)
      expect(title.length).toBeLessThan(60)
      expect(/[\u4e00-\u9fff]/.test(factsEn + titleEn), titleEn).toBe(false)
      expect(facts).not.toMatch(/undefined|NaN|null/)
      expect(factsEn).not.toMatch(/undefined|NaN|null/)
    }
  })

  test('are searched under the words that the board shows', () => {
    for (const category of violationCategories) {
      expect(searchedTerms[category]).toEqual([
        term('zh', 'violationCategory', category),
        term('en', 'violationCategory', category),
      ])
    }
    for (const kind of measureKinds) {
      expect(searchedTerms[kind]).toEqual([term('zh', 'measureKind', kind), term('en', 'measureKind', kind)])
    }
  })
})

test.each([
  '91430902MAFAKE0008',
  '91430922MAFAKE06X7',
  '12430923MAFAKE5370',
  '93430981MAFAKE043W',
  '91430903MAFAKE000N',
])('the independent check accepts the worked code %s and refuses it with another last character', (code) => {
  expect(isCheckedCreditCode(code)).toBe(true)
  expect(isCheckedCreditCode(code.slice(0, 17) + (code.endsWith('0') ? '1' : '0'))).toBe(false)
})
