import { and, desc, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { problemHistory, problems } from '#db/schema/rectification.ts'
import { sectors } from '#db/schema/sector.ts'
import type { problemKinds, problemSources } from '#db/vocabulary.ts'
import { type Line, lineOf, valuesOf } from '#domain/rectification/rules/line.ts'
import { problemNumber, serialOf } from '#domain/rectification/rules/number.ts'
import { refusePersonalData } from '#domain/rectification/rules/public-words.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demand } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { refusal } from '#platform/refuse.ts'

export interface NewProblem {
  /** The firm: by its code or its number. */
  creditCode?: string
  enterpriseId?: number
  outletId?: number | null | undefined
  kind: (typeof problemKinds)[number]
  source: (typeof problemSources)[number]
  /** `inspection:12`; one problem for one finding, however often it is told. */
  sourceRef?: string | null | undefined
  foundOn: string
  /** Public. */
  words: string
  caseId?: number | null | undefined
  measures?: string | null | undefined
  deadline?: string | null | undefined
  /** The other columns of annex 3, from a ledger that is taken over. */
  line?: Line | undefined
  /** The number of the closed problem that came back. */
  previousNo?: string | null | undefined
}

/**
 * 发现一个: a new line of the ledger, numbered in its county and year. What came of the same finding before is left as it is.
 * @param by an account, or the portal itself (an effect of what another domain wrote)
 * @throws DomainError not_allowed outside of the own county; rule_broken at the field
 */
export async function enterProblem(
  db: Db,
  by: Viewer | 'system',
  given: NewProblem,
  now: Date,
): Promise<{ id: number; no: string; isNew: boolean }> {
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const firm = await findFirm(tx, given)
    if (by !== 'system') demand(by, 'problem.enter', { regionCode: firm?.regionCode ?? null })
    if (!firm) throw refusal('creditCode', '登记中没有这家排污单位', 'There is no such enterprise in the register')
    const known = await findBySource(tx, given)
    if (known) return { ...known, isNew: false }
    await refuseUnfit(tx, given, firm.id, cityDate(now))
    if (by !== 'system') for (const field of ['words', 'measures'] as const) refusePersonalData(field, given[field])
    const previousId = await findPrevious(tx, given.previousNo, firm.id)
    const no = await nextNumber(tx, firm.regionCode, Number(cityDate(now).slice(0, 4)))
    const userId = by === 'system' || by.role === 'visitor' ? null : by.userId
    const [row] = await tx
      .insert(problems)
      .values({
        ...{ no, enterpriseId: firm.id, outletId: given.outletId ?? null, regionCode: firm.regionCode },
        ...{ sectorCode: firm.sectorCode, batch: firm.batch, kind: given.kind, source: given.source },
        ...{ sourceRef: given.sourceRef ?? null, foundOn: given.foundOn, words: given.words },
        ...{ measures: given.measures || null, deadline: given.deadline || null },
        ...(given.line && valuesOf(given.line)),
        caseId: given.caseId ?? null,
        ...{ previousId, enteredBy: userId, enteredAt: now, changedAt: now },
      })
      .returning()
    const problem = row as typeof problems.$inferSelect
    await tx.insert(problemHistory).values({
      ...{ problemId: problem.id, step: previousId === null ? 'found' : 'recurred', by: userId, at: now },
      ...{ version: 1, line: lineOf(problem) },
    })
    await recordEvent(tx, {
      kind: 'problem.found',
      subject: `problem:${no}`,
      by,
      at: now,
      after: {
        ...{ creditCode: firm.creditCode, kind: given.kind, source: given.source, sourceRef: given.sourceRef ?? null },
        ...{ foundOn: given.foundOn, words: given.words, previousNo: given.previousNo || null },
      },
    })
    return { id: problem.id, no, isNew: true }
  })
}

async function findFirm(tx: Db, { creditCode, enterpriseId }: NewProblem) {
  if (creditCode === undefined && enterpriseId === undefined) return undefined
  const [firm] = await tx
    .select({
      id: enterprises.id,
      creditCode: enterprises.creditCode,
      regionCode: enterprises.regionCode,
      sectorCode: enterprises.sectorCode,
      batch: sectors.batch,
    })
    .from(enterprises)
    .innerJoin(sectors, eq(sectors.code, enterprises.sectorCode))
    .where(
      enterpriseId === undefined ? eq(enterprises.creditCode, creditCode as string) : eq(enterprises.id, enterpriseId),
    )
  return firm
}

async function findBySource(tx: Db, { source, sourceRef }: NewProblem) {
  if (!sourceRef) return undefined
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`problem:${source}:${sourceRef}`}))`)
  const [known] = await tx
    .select({ id: problems.id, no: problems.no })
    .from(problems)
    .where(and(eq(problems.source, source), eq(problems.sourceRef, sourceRef)))
  return known
}

async function refuseUnfit(tx: Db, given: NewProblem, enterpriseId: number, today: string): Promise<void> {
  if (given.foundOn > today)
    throw refusal(
      'foundOn',
      `发现日期 ${given.foundOn} 还没有到，今天是 ${today}`,
      `The day ${given.foundOn} is still to come; today is ${today}`,
    )
  if (given.deadline && given.deadline < given.foundOn)
    throw refusal(
      'deadline',
      `完成时限 ${given.deadline} 早于发现日期 ${given.foundOn}`,
      `The deadline ${given.deadline} is before ${given.foundOn}, when the problem was found`,
    )
  if (given.outletId == null) return
  const owned = await tx.$count(outlets, and(eq(outlets.id, given.outletId), eq(outlets.enterpriseId, enterpriseId)))
  if (owned === 0) throw refusal('outletId', '这个排放口不是这家单位的', 'The outlet is not one of this enterprise')
}

/** 复发: the problem that was closed. Only a closed one comes back. */
async function findPrevious(tx: Db, no: string | null | undefined, enterpriseId: number): Promise<number | null> {
  if (!no) return null
  const [previous] = await tx
    .select({ id: problems.id, enterpriseId: problems.enterpriseId, state: problems.state })
    .from(problems)
    .where(eq(problems.no, no))
  if (previous?.enterpriseId !== enterpriseId)
    throw refusal('previousNo', `这家单位没有编号为 ${no} 的问题`, `The enterprise has no problem ${no}`)
  if (previous.state !== 'closed')
    throw refusal(
      'previousNo',
      `问题 ${no} 还没有销号，请在原来的一行里更新`,
      `Problem ${no} is still open: keep its own line up to date`,
    )
  return previous.id
}

async function nextNumber(tx: Db, regionCode: string, year: number): Promise<string> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`problems:${regionCode}:${year}`}))`)
  const prefix = `${regionCode}-${year}-`
  const [newest] = await tx
    .select({ no: problems.no })
    .from(problems)
    .where(sql`${problems.no} like ${`${prefix}%`}`)
    .orderBy(desc(sql`length(${problems.no})`), desc(problems.no))
    .limit(1)
  return problemNumber(regionCode, year, newest ? serialOf(newest.no) + 1 : 1)
}
