import { connect, type Sql } from '#db/client.ts'
import * as assessment from '#db/seed/city/assessment-tables.ts'
import { approvalRows, revisionRows } from '#db/seed/city/cases/desk.ts'
import { sealRows } from '#db/seed/city/cases/seals.ts'
import { caseRows, measureRows, referenceRows, stepRows } from '#db/seed/city/cases/tables.ts'
import { type City, makeCity } from '#db/seed/city/city.ts'
import { disclosureRows, figureRows, obligationRows } from '#db/seed/city/disclosure-tables.ts'
import type { Disclosure } from '#db/seed/city/disclosures.ts'
import { fileRows, itemRows } from '#db/seed/city/form-tables.ts'
import { cellRows, dutyRows, membershipRows } from '#db/seed/city/grid-tables.ts'
import * as joint from '#db/seed/city/joint-tables.ts'
import { onlineRows, supervisoryRows } from '#db/seed/city/monitoring-tables.ts'
import * as plan from '#db/seed/city/plan.ts'
import * as ledger from '#db/seed/city/problem-tables.ts'
import * as quarters from '#db/seed/city/quarters.ts'
import {
  doubtRows,
  errorReportAnswerRows,
  errorReportRows,
  reviewPointRows,
  reviewRows,
} from '#db/seed/city/review-tables.ts'
import * as sanctions from '#db/seed/city/sanction-tables.ts'
import { storyRows, storyVersionRows } from '#db/seed/city/stories.ts'
import * as tables from '#db/seed/city/tables.ts'
import { copyInto } from '#db/seed/copy.ts'
import { writeReference } from '#db/seed/reference.ts'

export type KeepFile = (bytes: Uint8Array) => Promise<unknown>

/** Today on the city's clock (UTC+8). */
const cityToday = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

/**
 * Brings the reference data up to date and, when there is no enterprise yet, loads the demo city as it stands on `today`
 * (`YYYY-MM-DD`), all in one transaction. The same day gives the same city, row by row.
 * @param keepFile brings what the firms handed in into the storage, before the rows that name it
 */
export async function loadDemoCity(url: string, keepFile: KeepFile, today: string = cityToday()): Promise<void> {
  const { sql, close } = connect(url, { as: 'owner', max: 1, statementTimeoutMs: 0, name: 'qingyuan-seed' })
  try {
    const isNew = await sql.begin(async (transaction) => {
      const tx = transaction as unknown as Sql
      await tx`select pg_advisory_xact_lock(4309002016)`
      await writeReference(tx)
      const [found] = await tx`select 1 from enterprises limit 1`
      if (found) return false
      const city = makeCity(today)
      const papers = plan.makePapers(today)
      await keepFiles(city, keepFile)
      await Promise.all(papers.map(({ bytes }) => keepFile(bytes)))
      await writeCity(tx, city, papers)
      return true
    })
    if (!isNew) return
    await sql`analyze enterprises, outlets, outlet_limits, disclosures, disclosure_rows, disclosure_items, disclosure_files, disclosure_obligations, violation_cases,
      supervisory_results, online_summaries, disclosure_reviews, disclosure_doubts, error_reports`
  } finally {
    await close()
  }
}

async function keepFiles({ forms, rectification }: City, keepFile: KeepFile): Promise<void> {
  const files = new Map<string, Uint8Array>(
    forms.files.flatMap(({ all }) => all.map(({ sha256, bytes }) => [sha256, bytes] as const)),
  )
  for (const { sha256, bytes } of Object.values(rectification.photos)) files.set(sha256, bytes)
  await Promise.all([...files.values()].map((bytes) => keepFile(bytes)))
}

async function writeCity(sql: Sql, city: City, papers: plan.SeedPaper[]): Promise<void> {
  await copyInto(sql, 'enterprises', tables.enterpriseRows(city))
  await copyInto(sql, 'enterprise_contacts', tables.contactRows(city))
  await copyInto(sql, 'key_polluter_lists', tables.listRows(city))
  await copyInto(sql, 'key_polluters', tables.keyPolluterRows(city))
  await copyInto(sql, 'permits', tables.permitRows(city))
  await copyInto(sql, 'outlets', tables.outletRows(city))
  await copyInto(sql, 'treatment_facilities', tables.facilityRows(city))
  await copyInto(sql, 'outlet_limits', tables.limitRows(city))
  await copyInto(sql, 'permitted_totals', tables.permittedTotalRows(city))
  await copyInto(sql, 'disclosure_obligations', obligationRows(city))
  await copyInto(sql, 'disclosure_files', fileRows(city))
  for (const version of [1, 2]) {
    await publish(
      sql,
      city,
      city.disclosures.filter((disclosure) => disclosure.version === version),
    )
  }
  await copyInto(sql, 'supervisory_results', supervisoryRows(city.monitoring))
  await copyInto(sql, 'online_summaries', onlineRows(city.monitoring))
  await copyInto(sql, 'online_summaries', quarters.quarterOnlineRows(city.quarters))
  await copyInto(sql, 'disclosure_doubts', doubtRows(city.doubts))
  await copyInto(sql, 'disclosure_reviews', reviewRows(city.reviews))
  await copyInto(sql, 'disclosure_review_points', reviewPointRows(city.reviews))
  await copyInto(sql, 'error_reports', errorReportRows(city.errorReports))
  await copyInto(sql, 'error_report_answers', errorReportAnswerRows(city.errorReports))
  await copyInto(sql, 'violation_cases', caseRows(city))
  await copyInto(sql, 'violation_measures', measureRows(city))
  await copyInto(sql, 'violation_steps', stepRows(city))
  await copyInto(sql, 'case_references', referenceRows(city))
  await sql`insert into case_penalty_periods (measure_id, served_on, rechecked_on)
    select m.id, m.from_on - 1, m.to_on from violation_measures m where m.kind = 'daily_penalty'`
  await copyInto(sql, 'case_seals', sealRows(city))
  await copyInto(sql, 'case_revisions', revisionRows(city))
  await copyInto(sql, 'case_approvals', approvalRows(city))
  const seedYear = { year: Number(city.today.slice(0, 4)) }
  await copyInto(sql, 'quarterly_lists', quarters.quarterlyListRows(seedYear, city.quarters))
  await copyInto(sql, 'quarterly_entries', quarters.quarterlyEntryRows(seedYear, city.quarters))
  await sql`update quarterly_lists set published_at = made_at + interval '3 days'`
  await copyInto(sql, 'plan_calendar', plan.calendarRows(city.today))
  await copyInto(sql, 'campaigns', plan.campaignRows(city.today))
  await copyInto(sql, 'county_papers', plan.paperRows(papers))
  await copyInto(sql, 'stories', storyRows(city.today))
  await copyInto(sql, 'story_versions', storyVersionRows(city.today))
  await copyInto(sql, 'joint_punishments', sanctions.punishmentRows(city.sanctions))
  await copyInto(sql, 'joint_punishment_cases', sanctions.punishmentCaseRows(city.sanctions))
  await copyInto(sql, 'joint_punishment_feedback', sanctions.feedbackRows(city.sanctions))
  await copyInto(sql, 'vendors', sanctions.vendorRows(city.sanctions))
  await copyInto(sql, 'vendor_listings', sanctions.vendorListingRows(city.sanctions))
  await copyInto(sql, 'outlet_vendors', sanctions.outletVendorRows(city.sanctions))
  await copyInto(sql, 'grid_cells', cellRows(city))
  await copyInto(sql, 'grid_duties', dutyRows(city))
  await copyInto(sql, 'enterprise_cells', membershipRows(city))
  await copyInto(sql, 'problems', ledger.problemRows(city.rectification))
  await copyInto(sql, 'closure_forms', ledger.closureFormRows(city.rectification))
  await copyInto(sql, 'closures', ledger.closureRows(city.rectification))
  await copyInto(sql, 'problem_history', ledger.problemHistoryRows(city.rectification))
  await copyInto(sql, 'problem_checks', ledger.problemCheckRows(city.rectification))
  await copyInto(sql, 'closure_signatures', ledger.closureSignatureRows(city.rectification))
  await copyInto(sql, 'closure_files', ledger.closureFileRows(city.rectification))
  await copyInto(sql, 'closure_objections', ledger.closureObjectionRows(city.rectification))
  await copyInto(sql, 'liaisons', joint.liaisonRows(city))
  await copyInto(sql, 'contact_sheets', joint.sheetRows(city))
  await copyInto(sql, 'contact_sheet_history', joint.sheetHistoryRows(city))
  await copyInto(sql, 'referrals', joint.referralRows(city))
  await copyInto(sql, 'referral_history', joint.referralHistoryRows(city))
  await copyInto(sql, 'unprosecuted_words', joint.unprosecutedRows(city))
  await copyInto(sql, 'county_returns', assessment.returnRows(city.assessment))
  await copyInto(sql, 'county_return_steps', assessment.returnStepRows(city.assessment))
  await copyInto(sql, 'task_states', assessment.taskStateRows(city.assessment))
  await copyInto(sql, 'county_measures', assessment.countyMeasureRows(city.assessment))
  await copyInto(sql, 'county_measure_follow_ups', assessment.countyFollowUpRows(city.assessment))
  await assessment.countProblems(sql)
  for (const table of [
    'enterprises',
    'permits',
    'outlets',
    'disclosures',
    'disclosure_reviews',
    'error_reports',
    'violation_cases',
    'joint_punishments',
    'vendors',
    'stories',
    'grid_cells',
    'problems',
    'closure_forms',
    'closures',
    'contact_sheets',
    'referrals',
    'county_returns',
    'county_measures',
  ]) {
    await sql`select setval(pg_get_serial_sequence(${table}, 'id'), (select max(id) from ${sql(table)}))`
  }
}

/** In the order that the database's own guards allow: a draft, its rows, then its publication. */
async function publish(sql: Sql, { forms: { forms } }: City, disclosures: Disclosure[]): Promise<void> {
  await copyInto(sql, 'disclosures', disclosureRows(disclosures))
  await copyInto(sql, 'disclosure_rows', figureRows(disclosures))
  const ofThese = new Set(disclosures.map(({ id }) => id))
  await copyInto(sql, 'disclosure_items', itemRows(forms.filter(({ disclosureId }) => ofThese.has(disclosureId))))
  for (const state of ['published', 'superseded'] as const) {
    const ids = disclosures.filter((disclosure) => disclosure.state === state).map(({ id }) => id)
    if (ids.length > 0) await sql`update disclosures set state = ${state} where id = any(${ids})`
  }
}
