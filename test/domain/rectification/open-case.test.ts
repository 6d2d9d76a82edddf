import { asc, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { enterprises } from '#db/schema/enterprise.ts'
import { problems } from '#db/schema/rectification.ts'
import { violationCases } from '#db/schema/violation.ts'
import { enterProblem } from '#domain/rectification/commands/enter.ts'
import { linkCaseToProblem, openCaseOfProblem } from '#domain/rectification/commands/open-case.ts'
import { makeAccount } from '#test/support/closure.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const now = new Date('2026-11-26T10:00:00+08:00')

it('a problem gets one case: a draft with the problem as its lead, by its own county alone, without personal data', async () => {
  const { db } = database
  const [firm] = await db.select().from(enterprises).orderBy(asc(enterprises.id)).limit(1)
  const { creditCode, regionCode } = firm as typeof enterprises.$inferSelect
  const county = await makeAccount(db, 'o-county', 'county_officer', { regionCode })
  const elsewhere = await makeAccount(db, 'o-else', 'county_officer', {
    regionCode: regionCode === '430922' ? '430923' : '430922',
  })
  const words = '夜间经暗管排放。'
  const given = {
    creditCode,
    kind: 'stealth_discharge',
    source: 'public_report',
    foundOn: '2026-11-20',
    words,
  } as const
  const { no } = await enterProblem(db, county, given, now)
  const opening = { no, title: '暗管排放案', facts: '检查发现夜间经暗管排放。' }
  await expect(openCaseOfProblem(db, elsewhere, opening, now)).rejects.toMatchObject({ code: 'not_allowed' })
  await expect(
    openCaseOfProblem(db, county, { ...opening, facts: '经手人身份证430922198001011234。' }, now),
  ).rejects.toMatchObject({ code: 'rule_broken' })
  const id = await openCaseOfProblem(db, county, opening, now)
  const [draft] = await db.select().from(violationCases).where(eq(violationCases.id, id))
  expect(draft).toMatchObject({ state: 'draft', category: 'stealth_discharge', regionCode, title: '暗管排放案' })
  const [line] = await db.select().from(problems).where(eq(problems.no, no))
  expect(line?.caseId).toBe(id)
  await expect(linkCaseToProblem(db, county, { no, caseId: id }, now)).rejects.toMatchObject({ code: 'conflict' })
})
