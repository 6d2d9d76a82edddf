import { describe, expect, it } from 'vitest'
import { boardStateOf, savedSearchInput } from '#domain/subscription/input/saved-search.ts'

describe('one state of the board is one saved search, however its address is written', () => {
  it.each([
    ['', ''],
    ['page=3', ''],
    ['sort=-decided', ''],
    ['sort=-fine&page=2', 'sort=-fine'],
    ['region=430923&region=430922', 'region=430922&region=430923'],
    ['year=2026&category=falsified_data', 'category=falsified_data&year=2026'],
    ['category=x&region=430922', 'region=430922'],
    ['q=+%E6%9A%97%E7%AE%A1+', 'q=%E6%9A%97%E7%AE%A1'],
    ['evil=%3Cscript%3E', ''],
  ])('%s -> %s', (given, state) => {
    expect(boardStateOf(given)).toBe(state)
    expect(boardStateOf(state)).toBe(state)
  })
})

it('a saved search has a name, of at most 80 characters', () => {
  expect(savedSearchInput.safeParse({ name: ' ', state: '' }).success).toBe(false)
  expect(savedSearchInput.safeParse({ name: 'x'.repeat(81), state: '' }).success).toBe(false)
  expect(savedSearchInput.parse({ name: ' 桃江 ', state: 'page=2&region=430922' })).toEqual({
    name: '桃江',
    state: 'region=430922',
  })
})
