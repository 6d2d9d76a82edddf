import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { countyPapers, evaluationVersions } from '#db/schema/plan.ts'
import { yearsLater } from '#db/seed/city/plan.ts'
import {
  beginEvaluation,
  publishEvaluation,
  reassembleEvaluation,
  saveEvaluation,
} from '#domain/plan/commands/evaluations.ts'
import { openCampaign } from '#domain/plan/commands/open-campaign.ts'
import { acceptPaper, filePaper, returnPaper } from '#domain/plan/commands/papers.ts'
import { countCampaign, getCampaign, listCampaignFirms, listCampaigns } from '#domain/plan/queries/campaigns.ts'
import { getEvaluation, getEvaluationRows, getOfficeEvaluation } from '#domain/plan/queries/evaluations.ts'
import { getPaperFile, listFiledPapers, listPapers } from '#domain/plan/queries/papers.ts'
import { planFigures, progressOf } from '#domain/plan/queries/progress.ts'
import { stageOf } from '#domain/plan/queries/stage.ts'
import { waitingPlan } from '#domain/plan/queries/waiting.ts'
import { standingOf } from '#domain/plan/rules/campaign.ts'
import { evaluationLists, figuresOf } from '#domain/plan/rules/evaluation.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { anOfficer } from '#test/domain/review/people.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const now = new Date()
const today = cityDate(now)
const taojiang = '430922'
let inspector: Account
let second: Account
let lawyer: Account
let filler: Account
let anhua: Account
beforeAll(async () => {
  const { db } = database
  inspector = await anOfficer(db, 'plan-city-one', null)
  second = await anOfficer(db, 'plan-city-two', null)
  lawyer = { ...(await anOfficer(db, 'plan-city-law', null)), department: 'legal' }
  filler = await anOfficer(db, 'plan-county', taojiang)
  anhua = await anOfficer(db, 'plan-anhua', '430923')
})
const hashText = (text: string) => createHash('sha256').update(text).digest('hex')
const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    ({ code, problems = [] }) => [code, ...problems.map(({ field }: { field: string }) => field)].join(' '),
  )

describe('the plan’s state', () => {
  it('runs whole years after the rule’s own days, so that batch one is being mended or is already', async () => {
    const plan = await stageOf(database.db, now)
    expect(plan.yearsLater).toBe(yearsLater(today))
    expect(plan.batches.map(({ screeningFrom }) => Number(screeningFrom.slice(0, 4)) - plan.yearsLater)).toEqual([
      2017, 2018, 2018,
    ])
    expect(['rectification', 'over']).toContain(plan.batches[0]?.stage)
  })

  it('counts batches, counties and sectors so that each sums up to the whole, closed firms left out', async () => {
    const rows = await progressOf(database.db, { since: `${today.slice(0, 4)}-01-01`, now })
    const total = rows.find(({ by }) => by === 'total')
    for (const by of ['batch', 'region', 'sector'] as const) {
      const parts = rows.filter((row) => row.by === by)
      for (const figure of planFigures)
        expect([by, figure, parts.reduce((sum, row) => sum + row[figure], 0)]).toEqual([by, figure, total?.[figure]])
    }
    expect(total?.problems).toBe((total?.open ?? 0) + (total?.closed ?? 0))
    const [counted] = await database.sql<{ firms: number }[]>`
      select count(*)::int as firms from enterprises where operating_state <> 'closed'`
    expect(total?.firms).toBe(counted?.firms)
  })
})

describe('campaigns', () => {
  it('have the register’s firms of their sectors, who has no permit first, each standing as the rule says', async () => {
    const [campaign] = await listCampaigns(database.db, today)
    const { rows, total } = await listCampaignFirms(database.db, campaign as never, {}, today)
    expect(total).toBe(campaign?.firms)
    const [register] = await database.sql<{ firms: number }[]>`select count(*)::int as firms from enterprises
      where sector_code in ('paper', 'thermal-power') and operating_state <> 'closed'`
    expect(total).toBe(register?.firms)
    const order = ['none', 'expired', 'held']
    expect(rows.map(({ permit }) => order.indexOf(permit))).toEqual(
      rows.map(({ permit }) => order.indexOf(permit)).sort(),
    )
    for (const row of rows) expect([row.creditCode, row.standing]).toEqual([row.creditCode, standingOf(row)])
    const held = await listCampaignFirms(database.db, campaign as never, { permit: 'held', region: taojiang }, today, 1)
    expect(held.rows.every(({ permit, regionCode }) => permit === 'held' && regionCode === taojiang)).toBe(true)
  })

  it('of the demo found firms whose permit had run out: each with its inspection, its line of the ledger and its case', async () => {
    const [campaign] = await listCampaigns(database.db, today)
    const { rows } = await listCampaignFirms(database.db, campaign as never, { standing: 'punished' }, today)
    const caught = rows.filter(({ found }) => found > 0)
    // Whose permit had run out is never found without fault.
    const all = (await listCampaignFirms(database.db, campaign as never, { permit: 'expired' }, today)).rows
    expect(
      all.filter(
        ({ standing, permitExpiresOn }) => standing === 'clear' && (permitExpiresOn ?? '') < (campaign?.fromOn ?? ''),
      ),
    ).toEqual([])
    // The demo's clock is today's: in the first months of a campaign nobody is punished yet.
    expect(caught.length).toBeGreaterThanOrEqual(addDays(campaign?.fromOn ?? '', 140) < today ? 2 : 0)
    for (const { creditCode, permit, checked, found, caseId } of caught) {
      expect([permit, checked, found]).toEqual(['expired', 1, 1])
      const lines = await database.sql<{ kind: string; source: string; named: boolean }[]>`
        select p.kind, p.source, p.document_no = c.decision_no as named from problems p
        join enterprises e on e.id = p.enterprise_id join violation_cases c on c.id = p.case_id
        where e.credit_code = ${creditCode} and p.case_id = ${caseId}`
      expect(lines).toEqual([{ kind: 'permit', source: 'inspection', named: true }])
    }
  })

  it('are opened by the city within a batch, with sectors of that batch', async () => {
    const { db } = database
    const { batches } = await stageOf(db, now)
    const open = batches.find(({ rectificationTo }) => rectificationTo > today)
    const code = open?.batch === 1 ? 'cement' : open?.batch === 2 ? 'food' : 'furniture'
    const given = {
      batch: open?.batch ?? 1,
      titleZh: '水泥企业粉尘专项检查',
      titleEn: 'Dust of cement works',
      sectorCodes: [code, code],
      question: 'every_firm' as const,
      fromOn: open?.screeningFrom ?? '',
      toOn: open?.rectificationTo ?? '',
      basisZh: '市级细则三（二）1',
      basisEn: 'City rule 三（二）1',
    }
    expect(await refused(openCampaign(db, filler, given, now))).toBe('not_allowed')
    expect(await refused(openCampaign(db, inspector, { ...given, toOn: addDays(today, -1) }, now))).toBe(
      'rule_broken toOn',
    )
    expect(await refused(openCampaign(db, inspector, { ...given, fromOn: addDays(given.fromOn, -1) }, now))).toBe(
      'rule_broken fromOn',
    )
    expect(await refused(openCampaign(db, inspector, { ...given, sectorCodes: ['no-such'] }, now))).toBe(
      'rule_broken sectorCodes',
    )
    const id = await openCampaign(db, inspector, given, now)
    const campaign = await getCampaign(db, id)
    expect(campaign?.sectorCodes).toEqual([code])
    expect((await countCampaign(db, campaign as never, today)).checked).toBe(0)
  })
})

describe('papers of the counties', () => {
  const file = { name: '细则.pdf', mediaType: 'application/pdf', sha256: 'ab'.repeat(32), size: 1000 }
  const year = Number(today.slice(0, 4))
  const given = { kind: 'rules' as const, title: '桃江县实施细则', documentNo: '桃环发〔2026〕9 号', file }
  const own = async () => (await listPapers(database.db, year - 1, now, taojiang)).find(({ kind }) => kind === 'rules')

  it('are filed by the county alone, sent back with a reason, filed again and put on file by the city', async () => {
    const { db } = database
    const paper = { ...given, regionCode: taojiang, year: year - 1 }
    await database.owner.sql`alter table county_papers disable trigger county_papers_kept`
    await database.owner.sql`delete from county_papers where region_code = ${taojiang} and year = ${year - 1}`
    await database.owner.sql`alter table county_papers enable trigger county_papers_kept`
    expect((await own())?.standing).toBe('late')
    expect(await refused(filePaper(db, anhua, paper, now))).toBe('not_allowed')
    expect(await refused(filePaper(db, filler, { ...paper, year: year - 2 }, now))).toBe('rule_broken year')
    await filePaper(db, filler, paper, now)
    expect(await own()).toMatchObject({ standing: 'filed', filedLate: true })
    expect(await refused(filePaper(db, filler, paper, now))).toBe('conflict')
    const waiting = (await waitingPlan(db, inspector, now)).filter(({ kind }) => kind === 'plan.decide')
    expect(waiting.some(({ title }) => title.zh === given.title)).toBe(true)

    const [first] = await listFiledPapers(db, taojiang)
    expect(await getPaperFile(db, first?.id ?? 0, true)).toBeUndefined()
    expect(await refused(acceptPaper(db, filler, { id: first?.id ?? 0 }, now))).toBe('not_allowed')
    await returnPaper(db, inspector, { id: first?.id ?? 0, reason: '缺少任务分解' }, now)
    expect(await refused(acceptPaper(db, inspector, { id: first?.id ?? 0 }, now))).toBe('conflict')
    expect((await own())?.standing).toBe('late')
    await filePaper(db, filler, paper, now)
    const [again] = await listFiledPapers(db, taojiang)
    await acceptPaper(db, inspector, { id: again?.id ?? 0 }, now)
    expect(await own()).toMatchObject({ standing: 'accepted', newest: { version: 2 } })
    expect(await getPaperFile(db, again?.id ?? 0, true)).toMatchObject({ sha256: file.sha256 })
    expect(await refused(filePaper(db, filler, paper, now))).toBe('conflict')
    await expect(db.update(countyPapers).set({ title: 'other' })).rejects.toThrow()
  })
})

describe('evaluation reports', () => {
  const texts = Object.fromEntries(
    ['overview', 'compliance', 'causes', 'advice'].flatMap((block) => [
      [`${block}Zh`, '概况文字写满十个字以上才可以公布。'],
      [`${block}En`, 'A text of more than ten characters.'],
    ]),
  ) as never

  it('rest on rows that anybody can hash and count again', async () => {
    const found = await getEvaluation(database.db, { batch: 1, sector: 'paper' })
    const figures = figuresOf(found?.lists as never, found?.report.asOf ?? '')
    expect(figures.firms).toBeGreaterThan(10)
    for (const list of evaluationLists) {
      const frozen = await getEvaluationRows(database.db, { batch: 1, sector: 'paper' }, 1, list)
      expect(hashText(frozen?.rows ?? '')).toBe(found?.hashes[list])
      expect(JSON.stringify(found?.lists[list])).toHaveLength(frozen?.rows.length ?? 0)
    }
    expect(figures.counties.reduce((sum, { firms }) => sum + firms, 0)).toBe(figures.firms)
    expect(figures.kinds.reduce((sum, { problems }) => sum + problems, 0)).toBe(figures.problems)
    expect(JSON.stringify(found?.lists.cases)).not.toMatch(/公司|creditCode/)
    expect(await getEvaluation(database.db, { batch: 1, sector: 'nonferrous' })).toBeUndefined()
  })

  it('are written by one, published by another, and stay as published', async () => {
    const { db } = database
    expect(await refused(beginEvaluation(db, filler, { sectorCode: 'cement' }, now))).toBe('not_allowed')
    expect(await refused(beginEvaluation(db, inspector, { sectorCode: 'no-such' }, now))).toBe('rule_broken sectorCode')
    const id = await beginEvaluation(db, inspector, { sectorCode: 'cement' }, now)
    expect(await refused(beginEvaluation(db, second, { sectorCode: 'cement' }, now))).toBe('conflict')
    expect(await refused(publishEvaluation(db, lawyer, { id, revision: 1 }, now))).toBe('rule_broken overviewZh')
    await saveEvaluation(db, inspector, { id, revision: 1, ...(texts as object) } as never, now)
    expect(await refused(saveEvaluation(db, second, { id, revision: 1, ...(texts as object) } as never, now))).toBe(
      'conflict',
    )
    expect(await refused(publishEvaluation(db, inspector, { id, revision: 2 }, now))).toBe('conflict')
    const waits = async (account: Account) =>
      (await waitingPlan(db, account, now)).some(({ subject }) => subject === `evaluation:${id}`)
    expect([await waits(inspector), await waits(lawyer)]).toEqual([false, true])
    await reassembleEvaluation(db, second, { id, revision: 2 }, now)
    expect(await refused(publishEvaluation(db, second, { id, revision: 3 }, now))).toBe('conflict')
    await publishEvaluation(db, lawyer, { id, revision: 3 }, now)
    expect(await refused(reassembleEvaluation(db, second, { id, revision: 3 }, now))).toBe('conflict')
    await expect(db.update(evaluationVersions).set({ revision: 9 })).rejects.toThrow()
    await expect(database.sql`delete from evaluation_rows where report_id = ${id}`).rejects.toThrow(/stays as it is/)
    expect((await getEvaluation(db, { batch: 1, sector: 'cement' }))?.report.version).toBe(1)

    await beginEvaluation(db, inspector, { sectorCode: 'cement' }, now)
    expect(await getOfficeEvaluation(db, id)).toMatchObject({ report: { version: 2 }, writers: ['岗 plan-city-one'] })
    expect((await getEvaluation(db, { batch: 1, sector: 'cement' }))?.versions).toHaveLength(1)
  })

  it('of a batch that has not begun are refused', async () => {
    const { batches } = await stageOf(database.db, now)
    const later = batches.find(({ stage }) => stage === 'not_begun')
    const code = later?.batch === 2 ? 'food' : 'furniture'
    if (later)
      expect(await refused(beginEvaluation(database.db, inspector, { sectorCode: code }, now))).toBe(
        'rule_broken sectorCode',
      )
  })
})
