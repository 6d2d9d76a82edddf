import { expect, it, vi } from 'vitest'
import { startBoss } from '#platform/jobs/boss.ts'
import { dueBetween } from '#platform/jobs/moved-clock.ts'
import { runSoon, scheduleJobs } from '#platform/jobs/schedule.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase()

it('a job runs when its time comes, in Chinese time; one that is no longer in the list is forgotten', async () => {
  const boss = await startBoss(database.url)
  try {
    let runs = 0
    const job = (name: string) => ({ name, cron: '40 3 * * *', run: async () => void runs++ })
    await scheduleJobs(boss, database.db, [job('kept'), job('given-up')])
    await boss.offWork('scheduled.kept')
    await boss.offWork('scheduled.given-up')
    await scheduleJobs(boss, database.db, [job('kept')])
    expect((await boss.getSchedules()).map(({ name, timezone }) => [name, timezone])).toEqual([
      ['scheduled.kept', 'Asia/Shanghai'],
    ])
    await runSoon(database.url, 'kept')
    await vi.waitFor(() => expect(runs).toBe(1), { timeout: 15_000, interval: 50 })
  } finally {
    await boss.stop({ graceful: false })
  }
})

it('where the clock is moved a job runs at the start, then when that clock comes to its time, and is told that time', async () => {
  const boss = await startBoss(database.url)
  try {
    const told: string[] = []
    const job = {
      name: 'nightly',
      cron: '10 0 * * *',
      run: async (_: unknown, at: Date) => void told.push(at.toISOString()),
    }
    const machine: Date[] = []
    const housekeeping = {
      ...job,
      name: 'sessions',
      isByMachineClock: true,
      run: async (_: unknown, at: Date) => void machine.push(at),
    }
    let at = new Date('2027-06-30T23:50:00+08:00')
    await scheduleJobs(boss, database.db, [job, housekeeping], { isMoved: true, now: () => at })
    expect(await boss.getSchedules()).toEqual([])
    await vi.waitFor(() => expect(told).toEqual(['2027-06-30T15:50:00.000Z']), { timeout: 15_000, interval: 50 })
    at = new Date('2027-07-01T00:10:00+08:00')
    await vi.waitFor(() => expect(told.slice(1)).toEqual(['2027-06-30T16:10:00.000Z']), {
      timeout: 20_000,
      interval: 50,
    })
    await vi.waitFor(() => expect(machine).toHaveLength(2), { timeout: 15_000, interval: 50 })
    for (const time of machine) expect(Math.abs(time.getTime() - Date.now())).toBeLessThan(60_000)
  } finally {
    await boss.stop({ graceful: false })
  }
})

it('a job is due once for any span that holds its time, in Chinese time', () => {
  const jobs = [{ queue: 'nightly', cron: '10 0 * * *' }]
  const due = (since: string, until: string) => dueBetween(jobs, new Date(since), new Date(until)).length
  expect(due('2027-06-30T23:59:59+08:00', '2027-07-01T00:09:59+08:00')).toBe(0)
  expect(due('2027-07-01T00:09:59+08:00', '2027-07-01T00:10:00+08:00')).toBe(1)
  expect(due('2027-07-01T00:10:00+08:00', '2027-07-01T00:10:01+08:00')).toBe(0)
  expect(due('2027-01-01T00:00:00+08:00', '2027-07-01T00:00:00+08:00')).toBe(1)
})
