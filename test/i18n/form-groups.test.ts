import { expect, it } from 'vitest'
import { groupSpec, groupsOfPart } from '#domain/disclosure/rules/items/groups.ts'
import { formParts } from '#domain/disclosure/rules/items/spec.ts'
import { choiceLabel, groupFieldLabel, groupLabel, itemFieldLabel, partName } from '#src/i18n/messages/form-groups.ts'

it('every part, group, field and choice of the form has its words in both languages', () => {
  for (const locale of ['zh', 'en'] as const) {
    const isChinese = (words: string) => /\p{Script=Han}/u.test(words)
    for (const part of formParts) {
      expect(isChinese(partName(locale, part))).toBe(locale === 'zh')
      for (const group of groupsOfPart(part)) {
        expect(isChinese(groupLabel(locale, group)), group).toBe(locale === 'zh')
        for (const [field, { choices = [] }] of Object.entries(groupSpec(group).fields)) {
          expect(isChinese(groupFieldLabel(locale, group, field)), `${group}.${field}`).toBe(locale === 'zh')
          for (const choice of choices) expect(isChinese(choiceLabel(locale, choice)), choice).toBe(locale === 'zh')
        }
      }
    }
  }
})

it('a field is named with its group and the number of its item', () => {
  expect(itemFieldLabel('zh', 'products_2.unit')).toBe('产品及规模 2 · 单位（如 万吨/年）')
  expect(itemFieldLabel('en', 'permit_1.permitNo')).toBe('Discharge permit · Permit number')
  expect(itemFieldLabel('zh', 'r12_w01018.mean')).toBeUndefined()
})
