import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { creditCodeOf } from '#db/credit-code.ts'
import { caseApprovals, casePenaltyPeriods } from '#db/schema/casework.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { events } from '#db/schema/event.ts'
import { violationCases as cases, violationMeasures } from '#db/schema/violation.ts'
import { openCaseDraft } from '#domain/violation/commands/case-draft.ts'
import { recordExecution, recordStep } from '#domain/violation/commands/casework/course.ts'
import { draftCase, editDraft } from '#domain/violation/commands/casework/draft.ts'
import { addEvidence, removeEvidence } from '#domain/violation/commands/casework/evidence.ts'
import { passCase, publishCase, returnCase, submitCase } from '#domain/violation/commands/casework/steps.ts'
import { boardSearch } from '#domain/violation/input/board.ts'
import { getCaseContent, getCaseFile, listApprovals, listRevisions } from '#domain/violation/queries/case-file.ts'
import { getPublicEvidenceFile, listEvidence, listPublicEvidence } from '#domain/violation/queries/evidence.ts'
import { getCase } from '#domain/violation/queries/get.ts'
import { listCases } from '#domain/violation/queries/list.ts'
import { CaseRefusal } from '#domain/violation/refusal.ts'
import type { CaseContent } from '#domain/violation/rules/draft.ts'
import { DomainError } from '#platform/errors.ts'
import { type Account, visitor } from '#platform/permissions/viewer.ts'
import { aMill } from '#test/domain/disclosure/mill.ts'
import { aDraft, anOfficerAt, seats } from '#test/domain/violation/drafts.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_empty')
const now = new Date('2026-06-10T02:00:00Z')
let county: Account
let legal: Account
let city: Account
let count = 0
const next = () => `桃环罚〔2026〕${++count}号`

beforeEach(async () => {
  county = await anOfficerAt(database.db, 'county', seats.county)
  legal = await anOfficerAt(database.db, 'legal', seats.legal)
  city = await anOfficerAt(database.db, 'city', seats.inspection)
})
const draft = (more: Partial<CaseContent> = {}, by = county) =>
  draftCase(database.db, by, aDraft({ decisionNo: next(), ...more }), now)
const step = (id: number, revision = 1, words = '') => ({ id, revision, words })
const published = async (more: Partial<CaseContent> = {}) => {
  const { id } = await draft(more)
  await submitCase(database.db, county, step(id), now)
  await passCase(database.db, legal, step(id), now)
  await publishCase(database.db, city, step(id), now)
  return id
}
const refused = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof CaseRefusal)
    return [error.refusal, ...error.problems.map(({ field, message }) => `${field} ${message}`)]
  if (error instanceof DomainError) return [error.code]
  throw error ?? new Error('was not refused')
}
const eventsOf = async (id: number) =>
  (
    await database.db
      .select({ kind: events.kind })
      .from(events)
      .where(eq(events.subject, `case:${id}`))
      .orderBy(events.id)
  ).map(({ kind }) => kind)

describe('a case on its way to the board', () => {
  it('goes by three people, one event each, and is then on the board, found and counted', async () => {
    const mill = await aMill(database.db, creditCodeOf('91', '430922', 'MACWA001'))
    const [firm] = await database.db
      .select({ code: enterprises.creditCode, name: enterprises.name })
      .from(enterprises)
      .where(eq(enterprises.id, mill.enterpriseId))
    const id = await published({
      creditCode: firm?.code,
      enterpriseName: '别的名字',
      outlets: [mill.water],
      title: '罕见词甲乙丙超标案',
    })
    expect(await eventsOf(id)).toEqual([
      'case_draft.drafted',
      'case_draft.submitted',
      'case_draft.passed',
      'case.published',
    ])
    expect((await listApprovals(database.db, id)).map(({ step, personId }) => [step, personId])).toEqual([
      ['drafted', 'county'],
      ['submitted', 'county'],
      ['passed', 'legal'],
      ['published', 'city'],
    ])
    const found = await getCase(database.db, id)
    expect(found).toMatchObject({
      state: 'published',
      enterpriseName: firm?.name,
      creditCode: firm?.code,
      fineFen: 200_000_00,
      displayUntil: '2029-06-02',
    })
    expect(
      (await listCases(database.db, boardSearch.zh.parse({ q: '罕见词甲乙丙' }))).rows.map((row) => row.id),
    ).toEqual([id])
    const [counted] = await database.db
      .select({ n: enterprises.violationCount })
      .from(enterprises)
      .where(eq(enterprises.id, mill.enterpriseId))
    expect(counted?.n).toBe(1)
  })

  it('comes back with reasons, is mended by whoever may, and goes through anew', async () => {
    const { id } = await draft()
    await submitCase(database.db, county, step(id), now)
    expect(await refused(returnCase(database.db, legal, step(id), now))).toEqual([
      'not_complete',
      'words return_without_reason',
    ])
    await returnCase(database.db, legal, step(id, 1, '事实部分请写明采样点位'), now)
    const content = (await getCaseContent(database.db, id)) as CaseContent
    await editDraft(
      database.db,
      county,
      { id, revision: 1, content: { ...content, facts: `${content.facts}采样点位为总排口。` } },
      now,
    )
    expect((await getCaseFile(database.db, county, id))?.stage).toBe('returned')
    await submitCase(database.db, county, step(id, 2), now)
    await passCase(database.db, legal, step(id, 2), now)
    await publishCase(database.db, city, step(id, 2), now)
    expect(await getCase(database.db, id)).toMatchObject({ facts: `${content.facts}采样点位为总排口。` })
    expect((await listRevisions(database.db, id)).map(({ revision, savedByName }) => [revision, savedByName])).toEqual([
      [2, '岗 county'],
      [1, '岗 county'],
    ])
  })

  it('is refused to who had a hand in an earlier step', async () => {
    const { id } = await draft({}, city)
    await submitCase(database.db, city, step(id), now)
    const cityLegal = { ...city, department: 'legal' as const }
    expect(await refused(passCase(database.db, cityLegal, step(id), now))).toEqual(['drafted_it'])
    await passCase(database.db, legal, step(id), now)
    expect(await refused(publishCase(database.db, legal, step(id), now))).toEqual(['reviewed_it'])
    expect(await refused(publishCase(database.db, city, step(id), now))).toEqual(['drafted_it'])
  })

  it('is not published without the review, and the database itself refuses it', async () => {
    const { id } = await draft()
    expect(await refused(publishCase(database.db, city, step(id), now))).toEqual(['not_passed'])
    await submitCase(database.db, county, step(id), now)
    expect(await refused(publishCase(database.db, city, step(id), now))).toEqual(['not_passed'])
    await expect(
      database.db.update(cases).set({ state: 'published', publishedAt: now }).where(eq(cases.id, id)),
    ).rejects.toMatchObject({ cause: { message: expect.stringContaining('three people') } })
    await expect(database.db.delete(caseApprovals).where(eq(caseApprovals.caseId, id))).rejects.toThrow()
  })

  it.each<[string, () => Account | typeof visitor, string[]]>([
    ['a visitor', () => visitor, ['not_allowed']],
    ['a firm', () => ({ ...county, role: 'firm', department: null, enterpriseId: 1 }), ['not_allowed']],
    ['another county', () => ({ ...county, regionCode: '430923' }), ['not_allowed']],
    ['the legal department', () => legal, ['not_allowed']],
    ['an auditor', () => ({ ...city, role: 'auditor' }), ['not_allowed']],
  ])('is not drafted by %s', async (_, who, words) =>
    expect(await refused(draftCase(database.db, who() as Account, aDraft({ decisionNo: next() }), now))).toEqual(words),
  )

  it('another county neither reads nor moves it', async () => {
    const { id } = await draft()
    const other = await anOfficerAt(database.db, 'other', { ...seats.county, regionCode: '430923' })
    expect(await getCaseFile(database.db, other, id)).toBeUndefined()
    expect(await refused(submitCase(database.db, other, step(id), now))).toEqual(['not_allowed'])
    expect(await refused(editDraft(database.db, other, { id, revision: 1, content: aDraft() }, now))).toEqual([
      'not_allowed',
    ])
  })

  it('of two that take the same step at once, one wins', async () => {
    const { id } = await draft()
    await submitCase(database.db, county, step(id), now)
    await passCase(database.db, legal, step(id), now)
    const second = await anOfficerAt(database.db, 'city2', seats.inspection)
    const outcomes = await Promise.all(
      [city, second].map((who) =>
        publishCase(database.db, who, step(id), now).then(
          () => 'done',
          (error) => error.refusal,
        ),
      ),
    )
    expect(outcomes.sort()).toEqual(['done', 'published_already'])
  })

  it('never reaches the board by fewer than three people, whatever anybody tries', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(0, 1, 2), fc.constantFrom(submitCase, passCase, returnCase, publishCase)), {
          maxLength: 14,
        }),
        async (attempts) => {
          const everywhere = [county, legal, city]
          const { id } = await draft()
          for (const [who, take] of attempts)
            await take(database.db, everywhere[who] as Account, step(id, 1, '请补充有关材料'), now).catch((error) => {
              if (!(error instanceof DomainError)) throw error
            })
          const [row] = await database.db.select({ state: cases.state }).from(cases).where(eq(cases.id, id))
          const approvals = await listApprovals(database.db, id)
          const of = (...steps: string[]) =>
            new Set(approvals.filter((each) => steps.includes(each.step)).map(({ personId }) => personId))
          expect(row?.state === 'published').toBe(of('published').size === 1)
          if (row?.state === 'published')
            expect(
              new Set([...of('drafted', 'edited', 'submitted'), ...of('passed'), ...of('published')]).size,
            ).toBeGreaterThanOrEqual(3)
        },
      ),
      { numRuns: 25 },
    ))
})

describe('the content of a draft', () => {
  it('a decision number in use is refused and names the other case, however it is bracketed', async () => {
    const no = next()
    const { id } = await draft({ decisionNo: no })
    const error = await draft({ decisionNo: no.replace('〔', '[').replace('〕', '] ') }).catch((thrown) => thrown)
    expect(error.problems).toMatchObject([{ field: 'decisionNo', message: 'decision_in_use', given: { id } }])
  })

  it('two drafts that take one number in the same moment: one is refused', async () => {
    const no = next()
    const outcomes = await Promise.allSettled([draft({ decisionNo: no }), draft({ decisionNo: no })])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('what another saved meanwhile is not overwritten', async () => {
    const { id } = await draft()
    const content = (await getCaseContent(database.db, id)) as CaseContent
    await editDraft(database.db, city, { id, revision: 1, content: { ...content, title: '另一标题的案件' } }, now)
    expect(await refused(editDraft(database.db, county, { id, revision: 1, content }, now))).toEqual([
      'changed_meanwhile',
    ])
    expect(await refused(submitCase(database.db, county, step(id, 1), now))).toEqual(['changed_meanwhile'])
  })

  it('lies with the legal desk: nobody edits it there', async () => {
    const { id } = await draft()
    await submitCase(database.db, county, step(id), now)
    expect(await refused(editDraft(database.db, county, { id, revision: 1, content: aDraft() }, now))).toEqual([
      'not_a_draft',
    ])
  })

  it('what is marked as secret and whom the rule does not name is in no public table', async () => {
    const id = await published({
      category: 'other',
      bases: ['hazardous-waste'],
      facts: `${aDraft().facts}工艺为〔商业秘密：三效蒸发结晶〕。`,
      persons: [{ name: '示例甲某', position: '厂长', kind: 'responsible', isMinor: false }],
    })
    const [row] = await database.db.select().from(cases).where(eq(cases.id, id))
    expect(JSON.stringify(row)).not.toMatch(/三效蒸发结晶|示例甲某/)
    expect(row?.facts).toContain('■■（商业秘密）')
    const log = await database.db
      .select()
      .from(events)
      .where(eq(events.subject, `case:${id}`))
    expect(JSON.stringify(log)).not.toMatch(/三效蒸发结晶|示例甲某/)
    expect((await getCaseContent(database.db, id))?.facts).toContain('三效蒸发结晶')
  })

  it('a daily penalty is what its periods give, and the public sees the periods', async () => {
    const plain = { fromOn: null, toOn: null, prolongedOn: null, detail: '' }
    const id = await published({
      measures: [
        { ...plain, kind: 'fine', amountFen: 100_000_00, periods: [] },
        {
          ...plain,
          kind: 'daily_penalty',
          amountFen: null,
          periods: [{ servedOn: '2026-05-15', recheckedOn: '2026-05-30' }],
        },
      ],
    })
    const measures = await database.db.select().from(violationMeasures).where(eq(violationMeasures.caseId, id))
    expect(measures).toMatchObject([{ kind: 'fine' }, { kind: 'daily_penalty', days: 15, amountFen: 1_500_000_00 }])
    expect(await database.db.$count(casePenaltyPeriods, eq(casePenaltyPeriods.measureId, measures[1]?.id ?? 0))).toBe(1)
    const found = await getCase(database.db, id)
    expect(found).toMatchObject({
      fineFen: 1_600_000_00,
      measures: [{ periods: [] }, { periods: [{ servedOn: '2026-05-15', recheckedOn: '2026-05-30' }] }],
    })
  })

  it('an ID number in the facts bars the submission until it is marked', async () => {
    const { id } = await draft({ facts: `${aDraft().facts}责任人身份证430922198001011234` })
    expect(await refused(submitCase(database.db, county, step(id), now))).toEqual([
      'not_complete',
      'facts personal_data_always',
    ])
  })

  it.each<[string, Partial<CaseContent>, string]>([
    ['a code that is not in the register', { creditCode: '91430902MAFAKE0008' }, 'creditCode firm_unknown'],
    ['a county that the city does not have', { regionCode: '430999' }, 'regionCode region_unknown'],
    ['an outlet of nobody', { outlets: [999_999] }, 'outlets outlet_of_other'],
    ['a disclosure of nobody', { disclosures: [999_999] }, 'disclosures disclosure_of_other'],
    ['a day ahead', { decidedOn: '2026-06-11' }, 'decidedOn day_ahead'],
  ])('%s is refused at its field', async (_, more, problem) =>
    expect(await refused(draft(more, city))).toContain(problem),
  )

  it('a firm that is not in the register stands by its name', async () =>
    expect(await getCase(database.db, await published())).toMatchObject({
      creditCode: null,
      enterpriseName: '示例纸业有限公司',
    }))

  it('a decision of more than three years ago is not put on the board any more', async () => {
    const { id } = await draft({
      decisionNo: '桃环罚〔2020〕77号',
      actOn: '2020-01-05',
      leadOn: '2020-01-04',
      inspectedOn: '2020-01-05',
      orderServedOn: null,
      decidedOn: '2020-02-01',
    })
    expect(await refused(submitCase(database.db, county, step(id), now))).toEqual([
      'not_complete',
      'decidedOn display_over',
    ])
  })

  it('what the portal opened is taken up, saved as the first revision, and goes the same way', async () => {
    const mill = await aMill(database.db, creditCodeOf('91', '430922', 'MACWB001'))
    const id = await database.db.transaction((tx) =>
      openCaseDraft(
        tx,
        'system',
        {
          enterpriseId: mill.enterpriseId,
          originKey: 'test:1',
          category: 'disclosure_failure',
          leadSource: 'cross_check',
          title: '未按期公开环境信息',
          titleEn: 'Not disclosed',
          facts: '至到期日未公开年度环境信息，系统核对发现。',
          factsEn: '',
          legalBasis: '《示例办法》第一条',
        },
        now,
      ),
    )
    const file = await getCaseFile(database.db, county, id as number)
    expect(file).toMatchObject({ revision: 0, stage: 'drafting', content: { basisText: '《示例办法》第一条' } })
    const content = {
      ...(file?.content as CaseContent),
      actOn: '2026-04-01',
      decisionNo: next(),
      decidedOn: '2026-06-01',
      measures: aDraft().measures,
    }
    expect((await editDraft(database.db, county, { id: id as number, revision: 0, content }, now)).revision).toBe(1)
    await submitCase(database.db, county, step(id as number), now)
  })
})

describe('the evidence list', () => {
  it('shows its public items with the case, and the others to the office alone', async () => {
    const { id } = await draft()
    const shown = await addEvidence(
      database.db,
      county,
      { caseId: id, kind: 'appraisal', description: '监测报告一份', isPublic: true },
      now,
    )
    const hidden = await addEvidence(
      database.db,
      county,
      { caseId: id, kind: 'testimony', description: '询问笔录', isPublic: false },
      now,
    )
    const third = await addEvidence(
      database.db,
      county,
      { caseId: id, kind: 'physical', description: '照片', isPublic: false },
      now,
    )
    await removeEvidence(database.db, county, { caseId: id, id: third.id }, now)
    expect(await listPublicEvidence(database.db, id)).toEqual([])
    await submitCase(database.db, county, step(id), now)
    expect(await refused(removeEvidence(database.db, county, { caseId: id, id: hidden.id }, now))).toEqual([
      'not_a_draft',
    ])
    await passCase(database.db, legal, step(id), now)
    await publishCase(database.db, city, step(id), now)
    expect((await listPublicEvidence(database.db, id)).map(({ description }) => description)).toEqual(['监测报告一份'])
    expect(await listEvidence(database.db, id)).toHaveLength(2)
    expect(await getPublicEvidenceFile(database.db, id, shown.id)).toBeUndefined()
  })

  it('a public item with a telephone number in its words is refused', async () => {
    const { id } = await draft()
    expect(
      await refused(
        addEvidence(
          database.db,
          county,
          { caseId: id, kind: 'statement', description: '13800138000 的陈述', isPublic: true },
          now,
        ),
      ),
    ).toEqual(['not_complete', 'description personal_data_evidence'])
  })
})

describe('after the publication', () => {
  it('payment, rectification and execution stand in the course of the case', async () => {
    const id = await published()
    await recordStep(database.db, county, { id, kind: 'paid', happenedOn: '2026-06-09', detail: '罚款已缴清' }, now)
    await recordExecution(
      database.db,
      county,
      { id, executionState: 'done', happenedOn: '2026-06-10', words: '已执行完毕' },
      now,
    )
    expect(await getCase(database.db, id)).toMatchObject({
      executionState: 'done',
      steps: expect.arrayContaining([
        expect.objectContaining({ kind: 'paid' }),
        expect.objectContaining({ kind: 'execution' }),
      ]),
    })
    expect(await eventsOf(id)).toContain('case.execution_recorded')
  })

  it.each<[string, Parameters<typeof recordStep>[2], string[]]>([
    [
      'a day ahead',
      { id: 0, kind: 'paid', happenedOn: '2026-06-11', detail: '' },
      ['not_complete', 'happenedOn day_ahead'],
    ],
    ['no day', { id: 0, kind: 'paid', happenedOn: null, detail: '' }, ['not_complete', 'happenedOn missing']],
    [
      'a telephone number',
      { id: 0, kind: 'paid', happenedOn: '2026-06-09', detail: '联系13800138000' },
      ['not_complete', 'detail personal_data_always'],
    ],
  ])('%s is refused', async (_, given, words) => {
    const id = await published()
    expect(await refused(recordStep(database.db, county, { ...given, id }, now))).toEqual(words)
  })

  it('a draft has no course yet, and another county records nothing', async () => {
    const { id } = await draft()
    const paid = { kind: 'paid' as const, happenedOn: '2026-06-09', detail: '' }
    expect(await refused(recordStep(database.db, county, { ...paid, id }, now))).toEqual(['not_published'])
    const on = await published()
    expect(
      await refused(recordStep(database.db, { ...county, regionCode: '430923' }, { ...paid, id: on }, now)),
    ).toEqual(['not_allowed'])
    await recordStep(database.db, county, { ...paid, id: on }, now)
    expect(await refused(recordStep(database.db, county, { ...paid, id: on }, now))).toEqual(['step_there_already'])
  })
})
