import { expect, it } from 'vitest'
import { changeStanding } from '#domain/change/rules.ts'

const dueOn = '2026-07-20'
const end = new Date('2026-07-20T16:00:00Z') // 24:00 in the city
const later = new Date(end.getTime() + 1)

it.each([
  ['expected, on the last moment', dueOn, null, end, 'open'],
  ['expected, a moment later', dueOn, null, later, 'overdue'],
  ['made at 24:00', dueOn, end, later, 'on_time'],
  ['made a moment later', dueOn, later, later, 'late'],
  ['made without having to', null, later, later, 'voluntary'],
])('a report %s', (_, due, publishedAt, now, standing) =>
  expect(changeStanding({ dueOn: due, publishedAt }, now)).toBe(standing),
)
