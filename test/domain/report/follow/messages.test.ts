import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { events } from '#db/schema/event.ts'
import { reportKeys, reportMessages } from '#db/schema/report.ts'
import {
  markReadByOffice,
  markReadByReporter,
  sendFromOffice,
  sendFromReporter,
} from '#domain/report/commands/messages.ts'
import { findByReceipt } from '#domain/report/queries/by-receipt.ts'
import { listMessagesForOffice, listMessagesForReporter } from '#domain/report/queries/messages.ts'
import type { FollowedReport } from '#domain/report/rules/followed.ts'
import { reportLimits } from '#domain/report/rules/terms.ts'
import { DomainError } from '#platform/errors.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { receive } from '#test/domain/report/handle/reports.ts'
import { anOfficer } from '#test/domain/review/people.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_empty')
const now = new Date('2026-11-25T02:34:56Z')
let county: Account
let elsewhere: Account
beforeAll(async () => {
  county = await anOfficer(database.db, 'taojiang-one', '430922')
  elsewhere = await anOfficer(database.db, 'anhua-one', '430923')
})
const followed = async () => {
  const { receipt } = await receive(database.db, now)
  return (await findByReceipt(database.db, receipt)) as FollowedReport
}

describe('messages', () => {
  it('each side reads what the other wrote; the county reads the reporter’s telephone covered', async () => {
    const { db } = database
    const id = await followed()
    await sendFromOffice(db, county, { id, words: '请问是哪一侧的围墙？' }, now)
    await sendFromReporter(db, id, '北侧，靠老渡口。可打 13900000001。', now)
    expect(await listMessagesForReporter(db, id)).toMatchObject([
      { side: 'office', words: '请问是哪一侧的围墙？', at: now },
      { side: 'reporter', words: '北侧，靠老渡口。可打 13900000001。', at: new Date('2026-11-25T02:00:00Z') },
    ])
    expect((await listMessagesForOffice(db, county, id))?.map(({ words }) => words)).toEqual([
      '请问是哪一侧的围墙？',
      '北侧，靠老渡口。可打 ███████████。',
    ])
    expect(Object.keys((await listMessagesForReporter(db, id))[0] ?? {})).not.toContain('byName')
  })

  it('no word of a message stands in the tables or in the log', async () => {
    const { db } = database
    const id = await followed()
    await sendFromReporter(db, id, '金丝雀一号', now)
    const [row] = await db.select().from(reportMessages).where(eq(reportMessages.reportId, id))
    expect(row?.content.includes(Buffer.from('金丝雀一号'))).toBe(false)
    const logged = await db
      .select()
      .from(events)
      .where(eq(events.subject, `report:${id}`))
    expect(logged.map(({ kind }) => kind)).toEqual(['report.received', 'report.messaged'])
    expect(JSON.stringify(logged)).not.toContain('金丝雀')
    expect(logged[1]).toMatchObject({
      actorId: null,
      at: new Date('2026-11-25T02:00:00Z'),
      after: { side: 'reporter' },
    })
  })

  it('reading is marked to the hour, by the other side alone, once, and in no event', async () => {
    const { db } = database
    const id = await followed()
    await sendFromReporter(db, id, '补充：气味在夜里', now)
    await markReadByReporter(db, id, now)
    expect((await listMessagesForReporter(db, id))[0]?.readAt).toBeNull()
    await markReadByOffice(db, county, id, now)
    await markReadByOffice(db, county, id, new Date(now.getTime() + 7_200_000))
    expect((await listMessagesForReporter(db, id))[0]?.readAt).toEqual(new Date('2026-11-25T02:00:00Z'))
    expect(await db.$count(events, sql`${events.subject} = ${`report:${id}`}`)).toBe(2)
  })

  it('another county neither reads, nor writes, nor marks', async () => {
    const { db } = database
    const id = await followed()
    expect(await listMessagesForOffice(db, elsewhere, id)).toBeUndefined()
    await expect(sendFromOffice(db, elsewhere, { id, words: '您好' }, now)).rejects.toThrow('may not')
    await expect(markReadByOffice(db, elsewhere, id, now)).rejects.toThrow('may not')
    await expect(
      sendFromOffice(db, { ...county, role: 'city_officer', regionCode: null }, { id: 999_999, words: '您好' }, now),
    ).rejects.toThrow('no such report')
  })

  it('of many at once no more wait than the limit; when they were read there is room again', async () => {
    const { db } = database
    const id = await followed()
    const sent = await Promise.allSettled(
      Array.from({ length: reportLimits.messagesWaiting + 10 }, (_, i) => sendFromReporter(db, id, `第 ${i} 条`, now)),
    )
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(reportLimits.messagesWaiting)
    const refused = sent.find(({ status }) => status === 'rejected') as PromiseRejectedResult
    expect(refused.reason).toBeInstanceOf(DomainError)
    expect(refused.reason.problems).toMatchObject([{ field: 'words', message: expect.stringContaining('20 messages') }])
    await markReadByOffice(db, county, id, now)
    await sendFromReporter(db, id, '又一条', now)
  })

  it('once its key is destroyed, a report takes no message and shows none', async () => {
    const { db } = database
    const id = await followed()
    await sendFromReporter(db, id, '最后一条', now)
    await database.owner.db.delete(reportKeys).where(eq(reportKeys.reportId, id))
    expect(await listMessagesForReporter(db, id)).toEqual([])
    await expect(sendFromReporter(db, id, '还在吗', now)).rejects.toThrow('destroyed')
  })
})
