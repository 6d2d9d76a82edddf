import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedAnswers, itemChanges } from '#domain/disclosure/rules/items/difference.ts'
import { groupNames, groupSpec } from '#domain/disclosure/rules/items/groups.ts'
import type { PublishedItem } from '#domain/disclosure/rules/items/item.ts'

const plant: PublishedItem = { group: 'facilities', item: 1, answers: { code: 'TW001', operationRate: 98.5 } }

describe('what a later version says otherwise in its groups', () => {
  it('an answer that was changed, with both values', () => {
    const now = { ...plant, answers: { ...plant.answers, operationRate: 91.5 } }
    expect(itemChanges([plant], [now])).toEqual([
      { ...now, kind: 'changed', changes: [{ field: 'operationRate', before: 98.5, after: 91.5 }] },
    ])
  })
  it('an item that came or went is said to have come or gone, with all it says', () => {
    expect(itemChanges([], [plant])[0]).toMatchObject({ kind: 'added', changes: [{ before: null }, { before: null }] })
    expect(itemChanges([plant], [])[0]).toMatchObject({ kind: 'removed', changes: [{ after: null }, { after: null }] })
  })
  it('a group that every form has once is changed, never new', () => {
    const permit: PublishedItem = { group: 'permit', item: 1, answers: { held: true } }
    expect(itemChanges([], [permit])[0]?.kind).toBe('changed')
    expect(itemChanges([permit], [])[0]?.kind).toBe('changed')
  })
  it('a list counts as changed when one of its entries is another', () => {
    const before: PublishedItem = { group: 'fugitiveSources', item: 1, answers: { measures: ['covering'] } }
    const after = { ...before, answers: { measures: ['covering', 'spraying'] } }
    expect(itemChanges([before], [after])[0]?.changes).toEqual([
      { field: 'measures', before: ['covering'], after: ['covering', 'spraying'] },
    ])
  })
  it('stands in the order of the form', () => {
    const conclusion: PublishedItem = { group: 'conclusion', item: 1, answers: { words: '甲' } }
    expect(itemChanges([conclusion], [plant]).map(({ group }) => group)).toEqual(['facilities', 'conclusion'])
  })
  it('gives both sides of what was changed, for what names them', () => {
    const now = { ...plant, answers: { ...plant.answers, operationRate: 91.5 } }
    expect(changedAnswers(itemChanges([plant], [now])).map(({ answers }) => answers)).toEqual([
      { operationRate: 98.5 },
      { operationRate: 91.5 },
    ])
  })

  const anItem = fc
    .record({ group: fc.constantFrom(...groupNames), item: fc.integer({ min: 1, max: 3 }), word: fc.string() })
    .map(({ group, item, word }): PublishedItem => {
      const field = Object.keys(groupSpec(group).fields)[0] as string
      return {
        group,
        item: groupSpec(group).repeated || groupSpec(group).ofOutlets ? item : 1,
        answers: { [field]: word },
      }
    })
  const form = fc.uniqueArray(anItem, { selector: ({ group, item }) => `${group} ${item}`, maxLength: 12 })
  it('is nothing between a version and itself, and what came one way goes the other', () => {
    fc.assert(
      fc.property(form, (items) => {
        expect(itemChanges(items, items)).toEqual([])
      }),
    )
    fc.assert(
      fc.property(form, form, (a, b) => {
        const [there, back] = [itemChanges(a, b), itemChanges(b, a)]
        expect(there.length).toBe(back.length)
        const ways = (changed: typeof there, kind: string) => changed.filter((each) => each.kind === kind).length
        expect(ways(there, 'added')).toBe(ways(back, 'removed'))
      }),
    )
  })
})
