import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reports } from '#db/schema/report.ts'
import { type NewReport, receiveReport } from '#domain/report/commands/receive.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import { visitor } from '#platform/permissions/viewer.ts'

export const ownWords = '夜里十一点以后，厂后围墙外的暗管排黑水，气味刺鼻，我的电话 13900000001。'

/** A report of 桃江 as somebody sent it; what is given instead counts. */
export const receive = async (db: Db, now: Date, given: Partial<NewReport> & { words?: string } = {}) => {
  const { words = ownWords, ...rest } = given
  const report: NewReport = {
    channel: 'web',
    kind: 'stealth_discharge',
    content: {
      words,
      place: '资江北岸，老渡口往下约二百米',
      pin: { longitudeDeg: 112.1712, latitudeDeg: 28.5577 },
      seen: '每晚',
      enterprise: '某化工厂',
    },
    identity: undefined,
    regionCode: '430922',
    enterpriseId: null,
    ...rest,
  }
  return receiveReport(db, visitor, report, now)
}

/** The reporter objects: what the receipt's page does. */
export const object = (db: Db, id: number, now: Date) =>
  db
    .update(reports)
    .set({ objections: 1, recheckDueOn: addDays(cityDate(now), 30) })
    .where(eq(reports.id, id))

export async function rowOf(db: Db, id: number) {
  const [row] = await db.select().from(reports).where(eq(reports.id, id))
  return row as NonNullable<typeof row>
}

export const conclusion = {
  outcome: 'true' as const,
  publicOutcome: '经查，该单位私设排放口排放废水，已责令改正并立案。',
  publicOutcomeEn: null,
  words: '感谢您的举报。',
  note: '现场取样两份。',
}
