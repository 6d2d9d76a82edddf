import { expect, test } from 'vitest'
import { progressOf } from '#domain/plan/queries/progress.ts'
import { stageOf } from '#domain/plan/queries/stage.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const now = new Date('2026-11-26T09:00:00+08:00')

test('the demo’s plan runs whole years after the rule’s own days, and batch one is being mended', async () => {
  const { yearsLater, batches, milestones } = await stageOf(database.db, now)
  expect(yearsLater).toBe(9)
  expect(batches.map(({ batch, stage, screeningFrom }) => [batch, stage, screeningFrom])).toEqual([
    [1, 'rectification', '2026-04-01'],
    [2, 'not_begun', '2027-01-01'],
    [3, 'not_begun', '2027-07-01'],
  ])
  expect(milestones.find(({ daysLeft }) => daysLeft >= 0)).toMatchObject({ code: 'summary', on: '2026-12-07' })
})

test('batches, counties and sectors each sum up to the whole plan, and closed firms are not in it', async () => {
  const rows = await progressOf(database.db, { since: '2026-04-01', now })
  const total = rows.find(({ by }) => by === 'total')
  expect(total?.firms).toBeGreaterThan(300)
  for (const by of ['batch', 'region', 'sector'] as const) {
    const parts = rows.filter((row) => row.by === by)
    for (const figure of ['firms', 'owed', 'disclosed', 'overdue', 'exceeding', 'cases', 'orders'] as const)
      expect([by, figure, parts.reduce((sum, row) => sum + row[figure], 0)]).toEqual([by, figure, total?.[figure]])
  }
  const [{ closed } = { closed: 0 }] = await database.sql<{ closed: number }[]>`
    select count(*)::int as closed from enterprises where operating_state = 'closed'`
  const [{ all } = { all: 0 }] = await database.sql<{ all: number }[]>`select count(*)::int as all from enterprises`
  expect(total?.firms).toBe(all - closed)
})
