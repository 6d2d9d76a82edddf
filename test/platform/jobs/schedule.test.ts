import { expect, it, vi } from 'vitest'
import { startBoss } from '#platform/jobs/boss.ts'
import { scheduleJobs } from '#platform/jobs/schedule.ts'
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
    await boss.send('scheduled.kept', null)
    await vi.waitFor(() => expect(runs).toBe(1), { timeout: 15_000, interval: 50 })
  } finally {
    await boss.stop({ graceful: false })
  }
})
