import { asc, eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { disclosures } from '#db/schema/disclosure.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { problemHistory, problems } from '#db/schema/rectification.ts'
import { reports } from '#db/schema/report.ts'
import { disclosureReviews } from '#db/schema/review.ts'
import { supervisionOrders } from '#db/schema/supervision.ts'
import { violationCases } from '#db/schema/violation.ts'
import { enterProblem } from '#domain/rectification/commands/enter.ts'
import { recordRecheck } from '#domain/rectification/commands/recheck.ts'
import { remindOfLedger } from '#domain/rectification/commands/remind.ts'
import { enterProblemsEffect } from '#domain/rectification/effects.ts'
import { countOpen, listProblems } from '#domain/rectification/queries/list.ts'
import { waitingProblems } from '#domain/rectification/queries/waiting.ts'
import { kindOfWrong, saysNone } from '#domain/rectification/rules/follow.ts'
import { recheckBy } from '#domain/rectification/rules/recheck.ts'
import { listNews } from '#domain/subscription/queries/news.ts'
import type { StoredEvent } from '#platform/events/effects.ts'
import type { MailToSend } from '#platform/mail/mail.ts'
import { makeAccount } from '#test/support/closure.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const now = new Date('2026-11-26T10:00:00+08:00')
let firm: { id: number; creditCode: string; regionCode: string; outletId: number }
beforeAll(async () => {
  const [found] = await database.db
    .select({
      ...{ id: enterprises.id, creditCode: enterprises.creditCode, regionCode: enterprises.regionCode },
      outletId: outlets.id,
    })
    .from(enterprises)
    .innerJoin(outlets, eq(outlets.enterpriseId, enterprises.id))
    .orderBy(asc(enterprises.id))
    .limit(1)
  firm = found as typeof firm
})
const tell = (kind: string, subject: string, after: unknown = null) =>
  database.db.transaction((tx) =>
    enterProblemsEffect.run(tx as never, { kind, subject, after, at: now } as unknown as StoredEvent),
  )
const from = (sourceRef: string) => database.db.select().from(problems).where(eq(problems.sourceRef, sourceRef))

describe('what other domains find', () => {
  it('an order on which the county found a violation is a problem, once; another result is none', async () => {
    const { db } = database
    const order = async (no: number, result: 'violation' | 'no_violation') => {
      const [row] = await db
        .insert(supervisionOrders)
        .values({
          ...{
            year: 2026,
            no,
            kind: 'exceedance',
            outletId: firm.outletId,
            enterpriseId: firm.id,
            regionCode: firm.regionCode,
          },
          ...{ firstAt: now, lastAt: now, issuedAt: now, dueAt: new Date(now.getTime() + 1000), countyAt: now, result },
        })
        .returning({ id: supervisionOrders.id })
      return row?.id ?? 0
    }
    const [bad, fine] = [await order(9001, 'violation'), await order(9002, 'no_violation')]
    for (const id of [bad, bad, fine]) await tell('supervision.answered', `supervision:${id}`)
    expect(await from(`order:${bad}`)).toMatchObject([{ kind: 'exceedance', source: 'online', foundOn: '2026-11-26' }])
    expect(await from(`order:${fine}`)).toEqual([])
  })

  it('an accepted self-check gives a problem for each finding of the bureau, and none for “none”', async () => {
    const { db } = database
    const [version] = await db
      .select({ id: disclosures.id })
      .from(disclosures)
      .where(
        sql`${disclosures.state} = 'published' and not exists (select from disclosure_reviews r where r.disclosure_id = ${disclosures.id})`,
      )
      .limit(1)
    const [review] = await db
      .insert(disclosureReviews)
      .values({
        ...{ disclosureId: version?.id ?? 0, level: 'county', opinion: 'agreed_with_additions', knownProblems: '无' },
        ...{
          findings: ['加药记录缺失。', '无', '排口无标志牌。'],
          words: '补充。',
          reviewerName: '岗',
          reviewedAt: now,
        },
      })
      .onConflictDoNothing()
      .returning({ id: disclosureReviews.id })
    expect(review).toBeDefined()
    for (const _ of [1, 2]) await tell('review.agreed', `disclosure:${version?.id}`, { reviewId: review?.id })
    const of = async (n: number) => (await from(`review:${review?.id}:${n}`)).map(({ words }) => words)
    expect([await of(1), await of(2), await of(3)]).toEqual([['加药记录缺失。'], [], ['排口无标志牌。']])
  })

  it('a published case is found by itself where no problem has it', async () => {
    const { db } = database
    const [found] = await db
      .select()
      .from(violationCases)
      .where(eq(violationCases.state, 'published'))
      .orderBy(asc(violationCases.id))
      .limit(1)
    await tell('case.published', `case:${found?.id}`)
    await tell('case.published', `case:${found?.id}`)
    const rows = await db
      .select()
      .from(problems)
      .where(eq(problems.caseId, found?.id ?? 0))
    expect(rows).toHaveLength(1)
  })

  it('a case that came of a problem brings its document into the line, once', async () => {
    const { db } = database
    const [found] = await db
      .select()
      .from(violationCases)
      .where(sql`${violationCases.state} = 'published' and not exists (select from problems p where p.case_id = ${violationCases.id})
        and ${violationCases.enterpriseId} is not null`)
      .limit(1)
    const given = {
      enterpriseId: found?.enterpriseId ?? 0,
      kind: 'records',
      source: 'inspection',
      words: '记录缺失。',
    } as const
    const { id } = await enterProblem(db, 'system', { ...given, foundOn: '2026-01-05', caseId: found?.id }, now)
    for (const _ of [1, 2]) await tell('problem.case_linked', 'problem:x', { caseId: found?.id })
    const [row] = await db.select().from(problems).where(eq(problems.id, id))
    expect(row).toMatchObject({ documentNo: found?.decisionNo, execution: 'under_way', version: 2 })
  })

  it('a report that was found true is told in the office’s words', async () => {
    const { db } = database
    const [report] = await db.select().from(reports).where(eq(reports.outcome, 'true')).limit(1)
    if (!report?.enterpriseId) return
    await tell('report_outcome.concluded', `report:${report.id}`)
    expect(await from(`outcome:${report.outcomeNo}`)).toMatchObject([
      { words: report.publicOutcome, source: 'public_report' },
    ])
  })

  it.each([
    ['无', true],
    ['无。', true],
    ['没有发现问题', true],
    ['未发现环境问题。', true],
    ['None.', true],
    ['', true],
    ['无组织排放明显，苫盖不到位。', false],
    ['没有按方案监测，记录缺失。', false],
    ['无组织排放超标', false],
    ['加药记录缺失', false],
  ])('“%s” says none: %s', (words, none) => {
    expect(saysNone(words)).toBe(none)
  })

  it('a re-inspection goes into the line; a sample over its limit or a finding says no', async () => {
    expect(recheckBy([], 0)).toBeNull()
    expect(recheckBy([{ reportNo: 'A', met: true }], 0)).toEqual({ recheckReportNo: 'A', recheckMet: true })
    expect(recheckBy([{ reportNo: 'A', met: true }], 1)?.recheckMet).toBe(false)
    expect(
      recheckBy(
        [
          { reportNo: 'A', met: true },
          { reportNo: 'B', met: false },
        ],
        0,
      ),
    ).toEqual({ recheckReportNo: 'A、B', recheckMet: false })
    expect(recheckBy([{ reportNo: 'A', met: null }], 0)?.recheckMet).toBeNull()
    expect([kindOfWrong('serious_exceedance'), kindOfWrong('nuisance')]).toEqual(['exceedance', 'other'])
    const { db } = database
    const given = {
      enterpriseId: firm.id,
      kind: 'exceedance',
      source: 'inspection',
      foundOn: '2026-11-01',
      words: '超标。',
    } as const
    const { id } = await enterProblem(db, 'system', given, now)
    await recordRecheck(db, id, { on: '2026-11-20', samples: [{ reportNo: 'J-7', met: true }], findings: 0 }, now)
    await recordRecheck(db, id, { on: '2026-11-19', samples: [{ reportNo: 'J-6', met: false }], findings: 0 }, now)
    const [row] = await db.select().from(problems).where(eq(problems.id, id))
    expect(row).toMatchObject({ recheckReportNo: 'J-7', recheckOn: '2026-11-20', recheckMet: true, version: 2 })
    expect(await db.$count(problemHistory, eq(problemHistory.problemId, id))).toBe(2)
  })
})

describe('what waits', () => {
  it('a county sees its lines to keep, is told once a month before the 1st, and not before the rule’s day', async () => {
    const { db } = database
    const county = await makeAccount(db, 'w-county', 'county_officer', { regionCode: firm.regionCode })
    const given = {
      enterpriseId: firm.id,
      kind: 'other',
      source: 'screening',
      foundOn: '2026-10-02',
      words: '堆场未苫盖。',
    } as const
    const { no } = await enterProblem(db, 'system', given, new Date('2026-10-02T10:00:00+08:00'))
    const waits = await waitingProblems(db, county, now)
    expect(waits.find(({ kind }) => kind === 'problem.update')?.count).toBeGreaterThan(0)
    expect(waits.map(({ subject }) => subject)).toContain(`problem:${no}`)
    const counted = await countOpen(db, { regionCode: firm.regionCode }, '2026-11-26')
    const listed = await listProblems(
      db,
      { unchecked: 'yes' },
      { page: 1 },
      { regionCode: firm.regionCode },
      '2026-11-26',
    )
    expect(listed.total).toBe(counted.unchecked)
    const sent: MailToSend[] = []
    const send = async (mail: MailToSend) => {
      sent.push(mail)
      return 'sent' as const
    }
    expect(await remindOfLedger(db, new Date('2026-11-24T09:00:00+08:00'), send)).toBe(0)
    expect(await remindOfLedger(db, now, send)).toBeGreaterThan(0)
    expect(sent.map(({ to }) => to)).toContain('w-county@example.com')
    expect(await remindOfLedger(db, now, send)).toBe(0)
  })

  it('who follows the firm hears of a new problem', async () => {
    const subject = { topic: 'enterprise', subject: firm.creditCode } as const
    const { items } = await listNews(database.db, subject, { since: new Date('2026-10-02T00:00:00Z'), until: now })
    expect(items.filter(({ kind }) => kind === 'problem').map(({ title }) => title)).toContainEqual(
      expect.stringMatching(/^\d{6}-2026-\d{4}（其他）：发现$/),
    )
  })
})
