import { eq, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { events } from '#db/schema/event.ts'
import { recountRegister } from '#domain/enterprise/commands/recount.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const now = new Date('2026-06-30T12:00:00+08:00')

it('the demo city is counted right from the start', () =>
  database.rolledBack(async (tx) => expect(await recountRegister(tx, now)).toBe(0)))

it('counts that went wrong are put right, each with an event that says what stood there', () =>
  database.rolledBack(async (tx) => {
    const [firm] = await tx.execute<{ id: number; code: string; count: number }>(sql`
      select id, credit_code as code, violation_count as count from enterprises where violation_count > 0 limit 1`)
    await tx.execute(sql`update enterprises set violation_count = 99, exceedance_count = exceedance_count + 1
      where id = ${firm?.id}`)
    expect(await recountRegister(tx, now)).toBe(1)
    const [after] = await tx.execute<{ count: number }>(
      sql`select violation_count as count from enterprises where id = ${firm?.id}`,
    )
    expect(after?.count).toBe(firm?.count)
    const [event] = await tx.select().from(events).where(eq(events.kind, 'enterprise.recounted'))
    expect(event).toMatchObject({
      subject: `enterprise:${firm?.code}`,
      actorId: null,
      before: { violationCount: 99 },
      after: { violationCount: firm?.count },
    })
    expect(await recountRegister(tx, now)).toBe(0)
  }))
