import { expect, it } from 'vitest'
import { changesOf } from '#platform/events/changes.ts'

it.each([
  ['what changed, and nothing that stayed', { a: 1, b: 2 }, { a: 1, b: 3 }, [{ field: 'b', before: '2', after: '3' }]],
  [
    'a value that was added or taken away',
    { a: 1 },
    { b: 2 },
    [
      { field: 'a', before: '1', after: undefined },
      { field: 'b', before: undefined, after: '2' },
    ],
  ],
  [
    'all of what was made',
    null,
    { role: 'firm', ties: { id: 4 } },
    [
      { field: 'role', before: undefined, after: 'firm' },
      { field: 'ties.id', before: undefined, after: '4' },
    ],
  ],
  ['an empty value as such', { a: 'x' }, { a: null }, [{ field: 'a', before: 'x', after: '—' }]],
  ['nothing where nothing was noted', null, undefined, []],
  ['a bare value', null, 'text', [{ field: '', before: undefined, after: 'text' }]],
])('shows %s', (_, before, after, changes) => expect(changesOf(before, after)).toEqual(changes))

it('cuts long values and long lists', () => {
  const [change] = changesOf(null, { text: 'x'.repeat(600) })
  expect(change?.after).toBe(`${'x'.repeat(500)}…`)
  expect(
    changesOf(
      null,
      Array.from({ length: 900 }, (_, i) => i),
    ),
  ).toHaveLength(200)
})
