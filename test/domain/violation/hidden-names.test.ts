import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AftercareRefusal } from '#domain/violation/aftercare-refusal.ts'
import { proposeCorrection } from '#domain/violation/commands/aftercare/correct.ts'
import { sendReply } from '#domain/violation/commands/aftercare/reply.ts'
import { recordExecution, recordStep } from '#domain/violation/commands/casework/course.ts'
import { draftCase, editDraft } from '#domain/violation/commands/casework/draft.ts'
import { addEvidence } from '#domain/violation/commands/casework/evidence.ts'
import { submitCase } from '#domain/violation/commands/casework/steps.ts'
import { boardSearch } from '#domain/violation/input/board.ts'
import { getCase } from '#domain/violation/queries/get.ts'
import { listCases } from '#domain/violation/queries/list.ts'
import { CaseRefusal } from '#domain/violation/refusal.ts'
import type { CorrectionField } from '#domain/violation/rules/aftercare/correction.ts'
import type { DraftMeasure } from '#domain/violation/rules/draft.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { aMill, type Mill } from '#test/domain/disclosure/mill.ts'
import { firmAccount, type Officers, officers, publishedCase } from '#test/domain/violation/aftercare/people.ts'
import { aDraft } from '#test/domain/violation/drafts.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_empty')
const now = new Date('2026-06-10T02:00:00Z')
const creditCode = '91430922MAFAKE06X7'
let people: Officers
let mill: Mill
let number = 500
let decisionNo: string

beforeAll(async () => {
  people = await officers(database.db)
  mill = await aMill(database.db, creditCode)
})
beforeEach(() => {
  decisionNo = `桃环罚〔2026〕${++number}号`
})

const minor = { name: '寅卯辰', position: '学徒', kind: 'responsible' as const, isMinor: true }
const manager = { name: '戊己庚', position: '厂长', kind: 'responsible' as const, isMinor: false }
const ofTheFirm = (more = {}) =>
  publishedCase(database.db, people, { creditCode, decisionNo, persons: [manager, minor], ...more }, now)
const codes = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof CaseRefusal) return error.problems.map(({ message }) => message)
  if (error instanceof AftercareRefusal) return [error.refusal]
  throw error ?? new Error('was not refused')
}

describe('the names that the law hides', () => {
  it('of an individual as the party: no public text has it, in either language, nor does the search find it', async () => {
    const id = await publishedCase(
      database.db,
      people,
      {
        decisionNo,
        enterpriseName: '子丑寅',
        title: '子丑寅焚烧废料案',
        titleEn: 'Zi Chouyin burnt waste',
        facts: '2026年5月12日现场检查发现，子丑寅在院内露天焚烧废旧电线，产生黑烟。',
        leadWords: '邻居反映子丑寅焚烧电线',
        readings: ['子丑寅院界 3.1 mg/m³'],
        measures: [{ ...(aDraft().measures[0] as DraftMeasure), detail: '责令子丑寅停止焚烧' }],
      },
      now,
    )
    const shown = JSON.stringify(await getCase(database.db, id))
    expect(shown).not.toMatch(/子丑寅|Chouyin/)
    expect(shown).toContain('子某焚烧废料案')
    expect(shown).toContain('Zi Mou burnt waste')
    const found = async (q: string) =>
      (await listCases(database.db, boardSearch.zh.parse({ q }))).rows.map((row) => row.id)
    expect(await found('子丑寅')).toEqual([])
    expect(await found('焚烧废料')).toContain(id)
  })

  const correct = (caseId: number, field: CorrectionField, after: string, more = {}) =>
    proposeCorrection(
      database.db,
      people.city,
      { caseId, field, after, isBeforeShown: true, reason: '抄录有误', legalBasis: '《示例条例》第一条', ...more },
      now,
    )
  it('do not come back by a correction, its reason, a reply or a step of the course', async () => {
    const id = await ofTheFirm()
    const firm: Account = firmAccount(mill.viewer.userId, mill.enterpriseId)
    const step = { id, kind: 'rectified' as const, happenedOn: '2026-06-09', detail: '寅卯辰到场' }
    for (const work of [
      () => correct(id, 'title', '寅卯辰参与的案件'),
      () => correct(id, 'factsEn', 'Yin Maochen was there.'),
      () => correct(id, 'responsiblePersons', '戊己庚、寅卯辰'),
      () => correct(id, 'title', '另一名称', { reason: '原名称漏写寅卯辰' }),
      () => correct(id, 'title', '另一名称', { legalBasis: '寅卯辰的监护人申请' }),
      () => sendReply(database.db, firm, { caseId: id, words: '是学徒寅卯辰操作失误，我单位已整改。' }, now),
      () => recordStep(database.db, people.county, step, now),
      () =>
        recordExecution(
          database.db,
          people.county,
          { id, executionState: 'done', happenedOn: '2026-06-09', words: '寅卯辰缴款' },
          now,
        ),
    ])
      expect(await codes(work())).toEqual(['hidden_name'])
    await recordStep(database.db, people.county, { ...step, detail: '戊己庚到场' }, now)
  })

  it('a case that is not grave names nobody, by no correction', async () => {
    const id = await ofTheFirm({
      category: 'other',
      bases: [],
      basisText: '《示例条例》第一条',
      basisReason: '地方性法规',
    })
    expect(await codes(correct(id, 'responsiblePersons', '任何人'))).toEqual(['names_nobody'])
    expect(await codes(correct(id, 'facts', '现场负责人戊己庚在场，设施停运。'))).toEqual(['hidden_name'])
  })

  it('stand in the words of no public evidence, whoever is entered first', async () => {
    const content = aDraft({ creditCode, decisionNo })
    const { id } = await draftCase(database.db, people.county, content, now)
    const evidence = { caseId: id, kind: 'record' as const, description: '寅卯辰询问笔录' }
    await addEvidence(database.db, people.county, { ...evidence, isPublic: true }, now)
    await editDraft(database.db, people.county, { id, revision: 1, content: { ...content, persons: [minor] } }, now)
    expect(await codes(submitCase(database.db, people.county, { id, revision: 2, words: '' }, now))).toEqual([
      'hidden_name',
    ])
    expect(await codes(addEvidence(database.db, people.county, { ...evidence, isPublic: true }, now))).toEqual([
      'hidden_name',
    ])
    await addEvidence(database.db, people.county, { ...evidence, isPublic: false }, now)
  })
})
