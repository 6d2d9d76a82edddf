import { expect, it } from 'vitest'
import { draftItems } from '#domain/disclosure/rules/items/draft-answers.ts'
import type { FormItem } from '#domain/disclosure/rules/items/item.ts'
import { wholeForm } from '#domain/disclosure/rules/items/whole-form.ts'

const typed: FormItem[] = [
  { group: 'facilities', item: 1, typed: { code: 'tw001', operationRate: '约98', name: '' } },
  { group: 'facilities', item: 2, typed: { code: ' ' } },
]

it('a draft prints what was read, what cannot be read as it was typed, and no blank item', () => {
  const items = draftItems(
    typed,
    [{ group: 'facilities', item: 1, answers: { code: 'tw001' } }],
    [{ field: 'facilities_1.operationRate', code: 'not_exact', kind: 'wrong' }],
  )
  expect(items).toEqual([{ group: 'facilities', item: 1, answers: { code: 'tw001', operationRate: '约98' } }])
})

it('a facility is found by its code however it was written', () => {
  const form = wholeForm([
    { group: 'facilities', item: 1, answers: { code: 'ｔｗ001', name: '污水站' } },
    { group: 'outlets', item: 7, answers: { hours: 8000 } },
  ])
  expect(form.facility('TW001')).toMatchObject({ name: '污水站' })
  expect(form.facility(undefined)).toBeUndefined()
  expect(form.outlet(7)).toEqual({ hours: 8000 })
  expect(form.outlet(8)).toEqual({})
  expect(form.one('permit')).toEqual({})
})
