import { and, eq, gte, inArray, isNull, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises, keyPolluters, outlets } from '#db/schema/enterprise.ts'
import { inspections } from '#db/schema/inspection.ts'
import { referrals } from '#db/schema/joint.ts'
import { supervisoryResults as results } from '#db/schema/monitoring.ts'
import { problems } from '#db/schema/rectification.ts'
import { reports } from '#db/schema/report.ts'
import { factors } from '#db/schema/standard.ts'
import { supervisionOrders as orders } from '#db/schema/supervision.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { type Fact, reachesCriminalLine } from '#domain/joint/rules/unprosecuted.ts'
import { ofCase } from '#domain/rectification/queries/withheld.ts'
import { orderNumber } from '#domain/supervision/rules/number.ts'

/** A fact with what the office reads of it. */
export interface ToldFact extends Fact {
  creditCode: string | null
  enterpriseName: string | null
  enterpriseNameEn: string | null
  /** The record that it stands in, and what it says. */
  title: { zh: string; en: string }
  path: string
}

const cityDay = (at: unknown) => sql<string>`to_char(${at} at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`
const firm = {
  creditCode: enterprises.creditCode,
  enterpriseName: enterprises.name,
  enterpriseNameEn: enterprises.nameEn,
}

/** All facts since a day that a definition asks something of. Each query reads only what may lack it. */
export async function readFacts(db: Db, since: string): Promise<ToldFact[]> {
  const found = await Promise.all([
    ordersFound(db, since),
    reportsFound(db, since),
    problemsFound(db, since),
    samplesOver(db, since),
    casesToRefer(db, since),
  ])
  return found.flat()
}

/**
 * Orders that the county answered with a violation or falsification: those without a case; and those about exceedances, with the days on
 * which the firm was inspected.
 */
async function ordersFound(db: Db, since: string): Promise<ToldFact[]> {
  const rows = await db
    .select({
      id: orders.id,
      year: orders.year,
      no: orders.no,
      kind: orders.kind,
      caseId: orders.caseId,
      regionCode: orders.regionCode,
      issuedOn: cityDay(orders.issuedAt),
      answeredOn: cityDay(orders.countyAt),
      inspectedOn: sql<
        string[]
      >`coalesce((select array_agg((i.started_at at time zone 'Asia/Shanghai')::date::text) from ${inspections} i
        where i.enterprise_id = ${orders.enterpriseId} and i.state in ('under_way', 'finished') and i.started_at is not null), '{}')`,
      ...firm,
    })
    .from(orders)
    .innerJoin(enterprises, eq(enterprises.id, orders.enterpriseId))
    .where(and(inArray(orders.result, ['violation', 'falsified']), gte(orders.countyAt, sql`${since}::date`)))
  return rows.flatMap(({ year, no, kind, caseId, issuedOn, answeredOn, inspectedOn, ...row }) => {
    const title = { zh: orderNumber('zh', { year, no }), en: orderNumber('en', { year, no }) }
    const told = { ...row, title, path: `/office/orders/${row.id}` }
    return [
      ...(caseId === null
        ? [{ ...told, definition: 'order_without_case' as const, on: answeredOn, followedOn: [] }]
        : []),
      ...(kind === 'exceedance'
        ? [{ ...told, definition: 'exceedance_without_inspection' as const, on: issuedOn, followedOn: inspectedOn }]
        : []),
    ]
  })
}

/** Problems of the rectification ledger whose kind is punishable and that have no case. */
async function problemsFound(db: Db, since: string): Promise<ToldFact[]> {
  const rows = await db
    .select({
      id: problems.id,
      no: problems.no,
      words: ofCase.words,
      regionCode: problems.regionCode,
      on: problems.foundOn,
      ...firm,
    })
    .from(problems)
    .innerJoin(enterprises, eq(enterprises.id, problems.enterpriseId))
    .where(
      and(
        inArray(problems.kind, ['stealth_discharge', 'exceedance', 'permit']),
        isNull(problems.caseId),
        gte(problems.foundOn, since),
      ),
    )
  return rows.map(({ no, words, ...row }) => ({
    ...row,
    definition: 'problem_without_case',
    followedOn: [],
    title: { zh: `${no}：${words.slice(0, 80)}`, en: `${no}: ${words.slice(0, 80)}` },
    path: `/office/problems/${no}`,
  }))
}

/** Reports of a violation that were found true and have no case. The number is that of the public outcome: nothing of who reported. */
async function reportsFound(db: Db, since: string): Promise<ToldFact[]> {
  const rows = await db
    .select({
      id: reports.id,
      outcomeNo: reports.outcomeNo,
      regionCode: sql<string>`coalesce(${reports.regionCode}, ${enterprises.regionCode})`,
      on: sql<string>`${reports.concludedOn}`,
      ...firm,
    })
    .from(reports)
    .innerJoin(enterprises, eq(enterprises.id, reports.enterpriseId))
    .where(
      and(
        eq(reports.state, 'concluded'),
        inArray(reports.outcome, ['true', 'partly_true']),
        inArray(reports.kind, [
          'stealth_discharge',
          'falsified_data',
          'abnormal_operation',
          'serious_exceedance',
          'unpermitted_discharge',
          'waste_dumping',
        ]),
        isNull(reports.caseId),
        gte(reports.concludedOn, since),
      ),
    )
  return rows.map(({ outcomeNo, ...row }) => ({
    ...row,
    definition: 'report_without_case',
    followedOn: [],
    title: { zh: `举报结果 ${outcomeNo} 号`, en: `Outcome ${outcomeNo} of a report` },
    path: `/report/outcomes/${outcomeNo}`,
  }))
}

/**
 * Supervisory samples over their limit: with the cases that were opened against the firm since, and where a heavy metal reaches the line
 * of the judicial interpretation, with its referrals too. Of several factors of one report the highest stands for all.
 */
async function samplesOver(db: Db, since: string): Promise<ToldFact[]> {
  const rows = await db
    .select({
      id: results.id,
      outletCode: outlets.code,
      regionCode: enterprises.regionCode,
      on: results.sampledOn,
      factorCode: results.factorCode,
      factorZh: factors.nameZh,
      factorEn: factors.nameEn,
      value: results.value,
      limitMax: results.limitMax,
      unit: results.unit,
      reportNo: results.reportNo,
      cases: sql<
        string[]
      >`coalesce((select array_agg(coalesce(c.decided_on, (c.created_at at time zone 'Asia/Shanghai')::date)::text) from violation_cases c
        where c.enterprise_id = ${enterprises.id}), '{}')`,
      referrals: sql<
        string[]
      >`coalesce((select array_agg((r.proposed_at at time zone 'Asia/Shanghai')::date::text) from referrals r
        join violation_cases c on c.id = r.case_id where c.enterprise_id = ${enterprises.id}), '{}')`,
      ...firm,
    })
    .from(results)
    .innerJoin(outlets, eq(outlets.id, results.outletId))
    .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
    .innerJoin(factors, eq(factors.code, results.factorCode))
    .where(and(eq(results.isCurrent, true), gte(results.sampledOn, since), sql`${results.value} > ${results.limitMax}`))
    .orderBy(sql`${results.value} / nullif(${results.limitMax}, 0) desc nulls last`, results.id)
  const seen = new Set<string>()
  return rows.flatMap(
    ({
      outletCode,
      factorCode,
      factorZh,
      factorEn,
      value,
      limitMax,
      unit,
      reportNo,
      cases: opened,
      referrals: referred,
      ...row
    }) => {
      const title = {
        zh: `${outletCode} ${factorZh} ${value} ${unit}，限值 ${limitMax}（报告 ${reportNo}）`,
        en: `${outletCode} ${factorEn} ${value} ${unit}, limit ${limitMax} (report ${reportNo})`,
      }
      const path = `/enterprises/${row.creditCode}`
      const key = `${row.creditCode} ${reportNo}`
      const isFirst = !seen.has(key)
      seen.add(key)
      const over = { ...row, title, path }
      return [
        ...(isFirst ? [{ ...over, definition: 'sample_without_case' as const, followedOn: opened }] : []),
        ...(reachesCriminalLine({ factorCode, value, limitMax }, row.on)
          ? [{ ...over, definition: 'heavy_metal_without_referral' as const, followedOn: referred }]
          : []),
      ]
    },
  )
}

/** Decided cases that say they were transferred, and of falsified data of a key polluter, with their referrals. */
async function casesToRefer(db: Db, since: string): Promise<ToldFact[]> {
  const rows = await db
    .select({
      id: cases.id,
      title: cases.title,
      titleEn: cases.titleEn,
      category: cases.category,
      measureKinds: cases.measureKinds,
      regionCode: cases.regionCode,
      on: sql<string>`${cases.decidedOn}`,
      isKey: sql<boolean>`exists (select 1 from ${keyPolluters} k where k.enterprise_id = ${cases.enterpriseId} and k.year = extract(year from ${cases.decidedOn}))`,
      referred: sql<
        { kind: string; on: string }[]
      >`coalesce((select jsonb_agg(jsonb_build_object('kind', ${referrals.kind}, 'on', (${referrals.proposedAt} at time zone 'Asia/Shanghai')::date::text))
        from ${referrals} where ${referrals.caseId} = ${cases.id}), '[]'::jsonb)`,
      creditCode: enterprises.creditCode,
      enterpriseName: cases.enterpriseName,
      enterpriseNameEn: enterprises.nameEn,
    })
    .from(cases)
    .leftJoin(enterprises, eq(enterprises.id, cases.enterpriseId))
    .where(
      and(
        gte(cases.decidedOn, since),
        inArray(cases.state, ['draft', 'legal_review', 'published']),
        sql`(${cases.category} = 'falsified_data' or ${cases.measureKinds} && array['detention_transfer', 'criminal_transfer']::measure_kind[])`,
      ),
    )
  return rows.flatMap(({ title, titleEn, category, measureKinds, isKey, referred, ...row }) => {
    const told = { ...row, title: { zh: title, en: titleEn ?? title }, path: `/office/cases/${row.id}` }
    const of = (kind?: string) => referred.filter((one) => kind === undefined || one.kind === kind).map(({ on }) => on)
    const said = (['detention', 'criminal'] as const).filter((kind) => measureKinds.includes(`${kind}_transfer`))
    const missing = said.find((kind) => of(kind).length === 0)
    return [
      ...(category === 'falsified_data' && isKey && said.length === 0
        ? [{ ...told, definition: 'falsification_without_referral' as const, followedOn: of() }]
        : []),
      ...(missing ? [{ ...told, definition: 'measure_without_referral' as const, followedOn: [] }] : []),
    ]
  })
}
