import { and, asc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosureItems, disclosures } from '#db/schema/disclosure.ts'
import { inspectionFindings, inspectionSamples, inspections } from '#db/schema/inspection.ts'
import { problems } from '#db/schema/rectification.ts'
import { reports } from '#db/schema/report.ts'
import { disclosureReviews } from '#db/schema/review.ts'
import { supervisionOrders } from '#db/schema/supervision.ts'
import { violationCases } from '#db/schema/violation.ts'
import { enterProblem } from '#domain/rectification/commands/enter.ts'
import { keepLine } from '#domain/rectification/commands/keep-line.ts'
import { holdProblem } from '#domain/rectification/commands/lock.ts'
import { recordRecheck } from '#domain/rectification/commands/recheck.ts'
import { kindOfWrong, saysNone, wordsOfOrder } from '#domain/rectification/rules/follow.ts'
import { orderNumber } from '#domain/supervision/rules/number.ts'
import { cityDate } from '#platform/clock.ts'

const most = 2000

/** An accepted self-check: what the firm said of itself in part 四, and what the bureau found in part 五. */
export async function followReview(tx: Db, reviewId: number, now: Date): Promise<void> {
  const [review] = await tx
    .select({
      disclosureId: disclosureReviews.disclosureId,
      findings: disclosureReviews.findings,
      inspectedOn: disclosureReviews.inspectedOn,
      enterpriseId: disclosures.enterpriseId,
    })
    .from(disclosureReviews)
    .innerJoin(disclosures, eq(disclosures.id, disclosureReviews.disclosureId))
    .where(eq(disclosureReviews.id, reviewId))
  if (!review) return
  const { disclosureId, enterpriseId } = review
  const today = cityDate(now)
  const own = await tx
    .select({ item: disclosureItems.item, answers: disclosureItems.answers })
    .from(disclosureItems)
    .where(and(eq(disclosureItems.disclosureId, disclosureId), eq(disclosureItems.groupName, 'problemsFound')))
    .orderBy(asc(disclosureItems.position))
  const common = { enterpriseId, kind: 'other', source: 'self_check' } as const
  for (const { item, answers } of own) {
    const words = String(answers.problem ?? '').slice(0, most)
    const deadline = String(answers.deadline ?? '')
    if (saysNone(words)) continue
    await enterProblem(
      tx,
      'system',
      {
        ...{ ...common, sourceRef: `disclosure:${disclosureId}:${item}`, foundOn: today, words },
        measures: String(answers.measures ?? '') || null,
        deadline: deadline >= today ? deadline : null,
      },
      now,
    )
  }
  for (const [i, finding] of review.findings.entries())
    if (!saysNone(finding))
      await enterProblem(
        tx,
        'system',
        {
          ...{ ...common, sourceRef: `review:${reviewId}:${i + 1}`, words: finding.slice(0, most) },
          foundOn: review.inspectedOn && review.inspectedOn < today ? review.inspectedOn : today,
        },
        now,
      )
}

/** A supervision order on which the county found a violation, or falsified data. */
export async function followOrder(tx: Db, orderId: number, now: Date): Promise<void> {
  const [order] = await tx.select().from(supervisionOrders).where(eq(supervisionOrders.id, orderId))
  if (order?.result !== 'violation' && order?.result !== 'falsified') return
  await enterProblem(
    tx,
    'system',
    {
      ...{
        enterpriseId: order.enterpriseId,
        outletId: order.outletId,
        source: 'online',
        sourceRef: `order:${orderId}`,
      },
      kind: order.result === 'falsified' ? 'stealth_discharge' : 'exceedance',
      foundOn: cityDate(order.firstAt),
      words: wordsOfOrder(orderNumber('zh', order), order.result),
      caseId: order.caseId,
    },
    now,
  )
}

/** A public report that was found true: in the office's public words, never the reporter's. */
export async function followReport(tx: Db, reportId: number, now: Date): Promise<void> {
  const [report] = await tx
    .select({
      enterpriseId: reports.enterpriseId,
      kind: reports.kind,
      outcome: reports.outcome,
      outcomeNo: reports.outcomeNo,
      publicOutcome: reports.publicOutcome,
      concludedOn: reports.concludedOn,
      caseId: reports.caseId,
    })
    .from(reports)
    .where(eq(reports.id, reportId))
  if (!report?.enterpriseId || !report.publicOutcome || !report.concludedOn) return
  if (report.outcome !== 'true' && report.outcome !== 'partly_true') return
  await enterProblem(
    tx,
    'system',
    {
      ...{ enterpriseId: report.enterpriseId, source: 'public_report', kind: kindOfWrong(report.kind) },
      ...{ sourceRef: `outcome:${report.outcomeNo}`, foundOn: report.concludedOn, caseId: report.caseId },
      words: report.publicOutcome.slice(0, most),
    },
    now,
  )
}

/** A case on the board: where it came of a problem, its document goes into the line; otherwise the problem is found by it. */
export async function followCase(tx: Db, caseId: number, now: Date): Promise<void> {
  const [found] = await tx.select().from(violationCases).where(eq(violationCases.id, caseId))
  if (!found?.enterpriseId || !found.decidedOn || found.state !== 'published') return
  const linked = await tx.select({ no: problems.no }).from(problems).where(eq(problems.caseId, caseId))
  for (const { no } of linked) {
    const problem = await holdProblem(tx, no)
    if (!problem || problem.documentNo !== null || problem.state === 'closed') continue
    const { rectifyBy, decisionNo } = found
    const deadline = problem.deadline ?? (rectifyBy && rectifyBy >= problem.foundOn ? rectifyBy : null)
    await keepLine(tx, problem, { documentNo: decisionNo, execution: problem.execution ?? 'under_way', deadline }, now)
  }
  if (linked.length > 0) return
  await enterProblem(
    tx,
    'system',
    {
      ...{ enterpriseId: found.enterpriseId, source: 'case', sourceRef: `case:${caseId}`, caseId },
      ...{ kind: kindOfWrong(found.category), foundOn: found.decidedOn, words: `曝光台案件 ${caseId}` },
      deadline: found.rectifyBy && found.rectifyBy >= found.decidedOn ? found.rectifyBy : null,
    },
    now,
  )
}

/** A finished inspection: each finding is a problem; of a re-check, its samples go into the problem's line. */
export async function followInspection(tx: Db, inspectionId: number, now: Date): Promise<void> {
  const [inspection] = await tx.select().from(inspections).where(eq(inspections.id, inspectionId))
  if (inspection?.state !== 'finished') return
  const foundOn = cityDate(inspection.startedAt ?? inspection.finishedAt ?? now)
  const findings = await tx
    .select()
    .from(inspectionFindings)
    .where(eq(inspectionFindings.inspectionId, inspectionId))
    .orderBy(asc(inspectionFindings.position))
  for (const { position, kind, outletId, words } of findings)
    await enterProblem(
      tx,
      'system',
      {
        ...{ enterpriseId: inspection.enterpriseId, outletId, kind, words, foundOn, source: 'inspection' },
        sourceRef: `inspection:${inspectionId}:${position}`,
      },
      now,
    )
  if (inspection.problemId === null) return
  const samples = await tx.select().from(inspectionSamples).where(eq(inspectionSamples.inspectionId, inspectionId))
  await recordRecheck(tx, inspection.problemId, { on: foundOn, samples, findings: findings.length }, now)
}
